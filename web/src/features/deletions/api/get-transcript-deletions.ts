import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { DeletionPage } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getTranscriptDeletions(transcriptId: string, signal?: AbortSignal): Promise<DeletionPage> {
  return unwrap(
    api.GET('/v1/transcripts/{transcript_id}/deletions', {
      params: { path: { transcript_id: transcriptId }, query: { size: 100 } },
      signal,
    }),
  );
}

/** What was deleted for a transcript, for its owner; while something is still to go it is asked again. */
export function useTranscriptDeletions(transcriptId: string, opened: boolean) {
  return useQuery({
    queryKey: queryKeys.transcriptDeletions(transcriptId),
    queryFn: ({ signal }) => getTranscriptDeletions(transcriptId, signal),
    enabled: opened,
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ proven_gone_at }) => proven_gone_at === null) ? 5_000 : false,
  });
}
