import { Navigate, Outlet, useLocation } from 'react-router';
import { PageSkeleton } from '@/components/page-skeleton';
import { useAuthState } from '@/lib/auth/auth-state';
import { signInPath } from '@/lib/auth/return-path';

/** Pages that are about one's own things: whoever is not signed in is asked to, and comes back here afterwards. */
export function NeedsAccount() {
  const { data: auth, isPending } = useAuthState();
  const location = useLocation();
  if (isPending) return <PageSkeleton />;
  // What the server could not say, the page's own requests will.
  if (!auth || auth.backend === 'none' || auth.user) return <Outlet />;
  if (auth.public_mode && !location.pathname.startsWith('/settings')) return <Outlet />;
  return <Navigate to={signInPath(location)} replace />;
}
