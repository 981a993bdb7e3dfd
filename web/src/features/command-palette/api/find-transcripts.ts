import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { SearchResult } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

const limit = 8;

export async function findTranscripts(search: string, signal?: AbortSignal): Promise<SearchResult[]> {
  const { results } = await unwrap(
    api.GET('/v1/transcripts/search', { params: { query: { q: search, limit } }, signal }),
  );
  return results;
}

export function useFindTranscripts(search: string, enabled: boolean) {
  return useQuery({
    queryKey: queryKeys.found(search),
    queryFn: ({ signal }) => findTranscripts(search, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}
