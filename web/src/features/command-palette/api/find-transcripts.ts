import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { TranscriptMinimal } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

const size = 8;

export async function findTranscripts(search: string, signal?: AbortSignal): Promise<TranscriptMinimal[]> {
  const { items } = await unwrap(
    api.GET('/v1/transcripts', {
      params: { query: { page: 1, size, ...(search === '' ? {} : { search_term: search }) } },
      signal,
    }),
  );
  return items;
}

export function useFindTranscripts(search: string, enabled: boolean) {
  return useQuery({
    queryKey: queryKeys.found(search),
    queryFn: ({ signal }) => findTranscripts(search, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}
