import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { SearchPage } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';
import { rangeOf, type BrowseQuery } from '../query/browse-query';

export const pageSize = 20;

export function searchTranscripts(query: BrowseQuery, signal?: AbortSignal): Promise<SearchPage> {
  const { q, source, room, status, page } = query;
  return unwrap(
    api.GET('/v1/transcripts/search', {
      params: {
        query: {
          q: q.trim(),
          limit: pageSize,
          offset: (page - 1) * pageSize,
          ...(source === null ? {} : { source_kind: source }),
          ...(room === null ? {} : { room_id: room }),
          ...(status === null ? {} : { status }),
          ...rangeOf(query),
        },
      },
      signal,
    }),
  );
}

/** @param connected Whether events tell of changes; without them it is asked now and then. */
export function useSearch(query: BrowseQuery, connected: boolean) {
  const asked = { ...query, q: query.q.trim() };
  return useQuery({
    queryKey: queryKeys.list(asked),
    queryFn: ({ signal }) => searchTranscripts(asked, signal),
    placeholderData: keepPreviousData,
    refetchInterval: connected ? 60_000 : 10_000,
  });
}
