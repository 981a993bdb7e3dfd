import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { DeletionPage } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getDeletions(pending: boolean, page: number, signal?: AbortSignal): Promise<DeletionPage> {
  return unwrap(
    api.GET('/v1/deletions', {
      params: { query: { ...(pending ? { pending: true } : {}), page, size: 20 } },
      signal,
    }),
  );
}

/** The ledger of everything that was to be deleted, newest first. */
export function useDeletions(pending: boolean, page: number) {
  return useQuery({
    queryKey: queryKeys.deletions(pending, page),
    queryFn: ({ signal }) => getDeletions(pending, page, signal),
    placeholderData: (before) => before,
    refetchInterval: pending ? 10_000 : false,
  });
}
