import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { SearchPage } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export async function deleteTranscript(transcriptId: string): Promise<void> {
  await unwrap(
    api.DELETE('/v1/transcripts/{transcript_id}', { params: { path: { transcript_id: transcriptId } } }),
  );
}

export function useDeleteTranscript() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deleteTranscript,
    onMutate: async (transcriptId) => {
      await client.cancelQueries({ queryKey: queryKeys.lists });
      const before = client.getQueriesData<SearchPage>({ queryKey: queryKeys.lists });
      client.setQueriesData<SearchPage>(
        { queryKey: queryKeys.lists },
        (page) => page && { ...page, results: page.results.filter(({ id }) => id !== transcriptId) },
      );
      return { before };
    },
    onError: (_error, _id, context) => {
      for (const [key, page] of context?.before ?? []) client.setQueryData(key, page);
    },
    onSuccess: (_done, transcriptId) => {
      client.removeQueries({ queryKey: queryKeys.transcript(transcriptId) });
      client.removeQueries({ queryKey: queryKeys.topics(transcriptId) });
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.lists }),
  });
}
