import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { SummaryVersionDetails } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function restoreSummary(transcriptId: string, number: number): Promise<SummaryVersionDetails> {
  return unwrap(
    api.POST('/v1/transcripts/{transcript_id}/summaries/{number}/restore', {
      params: { path: { transcript_id: transcriptId, number } },
    }),
  );
}

export function useRestoreSummary(transcriptId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (number: number) => restoreSummary(transcriptId, number),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.summaries(transcriptId) }),
        client.invalidateQueries({ queryKey: queryKeys.transcript(transcriptId) }),
        client.invalidateQueries({ queryKey: queryKeys.lists }),
      ]),
  });
}
