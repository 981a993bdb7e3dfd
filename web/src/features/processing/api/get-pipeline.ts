import { useQuery } from '@tanstack/react-query';
import { ApiError } from '@/lib/api/api-error';
import { api, unwrap } from '@/lib/api/client';
import type { Pipeline } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

/** The newest run; null when nothing was processed yet. */
export async function getPipeline(transcriptId: string, signal?: AbortSignal): Promise<Pipeline | null> {
  try {
    return await unwrap(
      api.GET('/v1/transcripts/{transcript_id}/pipeline', {
        params: { path: { transcript_id: transcriptId } },
        signal,
      }),
    );
  } catch (error) {
    if (error instanceof ApiError && error.notFound) return null;
    throw error;
  }
}

export function usePipeline(transcriptId: string, connected: boolean) {
  return useQuery({
    queryKey: queryKeys.pipeline(transcriptId),
    queryFn: ({ signal }) => getPipeline(transcriptId, signal),
    refetchInterval: ({ state }) => {
      const finished = state.data?.state === 'done' || state.data?.state === 'failed';
      return finished ? 10_000 : connected ? 5_000 : 1_500;
    },
  });
}
