import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { UnmatchedRecording } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getUnmatched(signal?: AbortSignal): Promise<UnmatchedRecording[]> {
  return unwrap(api.GET('/v1/recordings/unmatched', { signal }));
}

/** Recordings whose meeting is not known, newest first. */
export function useUnmatched() {
  return useQuery({ queryKey: queryKeys.unmatched, queryFn: ({ signal }) => getUnmatched(signal) });
}
