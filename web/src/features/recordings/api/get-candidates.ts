import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { MatchCandidate } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getCandidates(recordingId: string, signal?: AbortSignal): Promise<MatchCandidate[]> {
  return unwrap(
    api.GET('/v1/recordings/{recording_id}/candidates', {
      params: { path: { recording_id: recordingId } },
      signal,
    }),
  );
}

/** The meetings that a recording could be of, nearest in time first. */
export function useCandidates(recordingId: string) {
  return useQuery({
    queryKey: queryKeys.matchCandidates(recordingId),
    queryFn: ({ signal }) => getCandidates(recordingId, signal),
  });
}
