import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { RecordingTrouble } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getTrouble(signal?: AbortSignal): Promise<RecordingTrouble> {
  return unwrap(api.GET('/v1/recordings/arrivals', { signal }));
}

/** What was told of and is not here yet, and what was not understood. */
export function useTrouble() {
  return useQuery({
    queryKey: queryKeys.recordingTrouble,
    queryFn: ({ signal }) => getTrouble(signal),
    refetchInterval: 30_000,
  });
}
