import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { BulkRequest, BulkResult, SearchPage } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export async function changeMany(request: BulkRequest): Promise<BulkResult[]> {
  const { results } = await unwrap(api.POST('/v1/transcripts/bulk', { body: request }));
  return results;
}

/** What is deleted leaves the list at once, and comes back when it could not be. */
export function useChangeMany() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: changeMany,
    onMutate: async ({ action, ids }) => {
      if (action !== 'delete') return { before: [] };
      await client.cancelQueries({ queryKey: queryKeys.lists });
      const before = client.getQueriesData<SearchPage>({ queryKey: queryKeys.lists });
      client.setQueriesData<SearchPage>(
        { queryKey: queryKeys.lists },
        (page) => page && { ...page, results: page.results.filter(({ id }) => !ids.includes(id)) },
      );
      return { before };
    },
    onError: (_error, _request, context) => {
      for (const [key, page] of context?.before ?? []) client.setQueryData(key, page);
    },
    onSettled: (_results, _error, { ids }) => {
      for (const id of ids) void client.invalidateQueries({ queryKey: queryKeys.transcript(id) });
      return client.invalidateQueries({ queryKey: queryKeys.lists });
    },
  });
}
