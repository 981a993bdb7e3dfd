import { Navigate, useLocation } from 'react-router';

/** The list, with what was asked of it. */
export function ToTranscripts() {
  const { search } = useLocation();
  return <Navigate to={{ pathname: '/transcripts', search }} replace />;
}
