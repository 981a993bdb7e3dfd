import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { NewSummary, SummaryJob, SummaryVersions } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function createSummary(transcriptId: string, request: NewSummary): Promise<SummaryJob> {
  return unwrap(
    api.POST('/v1/transcripts/{transcript_id}/summaries', {
      params: { path: { transcript_id: transcriptId } },
      body: request,
    }),
  );
}

export function useCreateSummary(transcriptId: string) {
  const client = useQueryClient();
  const key = queryKeys.summaries(transcriptId);
  return useMutation({
    mutationFn: (request: NewSummary) => createSummary(transcriptId, request),
    onSuccess: (job) => {
      client.setQueryData<SummaryVersions>(key, (before) => before && { ...before, job });
      void client.invalidateQueries({ queryKey: key });
    },
  });
}
