import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { TranscriptPage } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export interface GetTranscripts {
  page: number;
  size: number;
  search: string;
}

export function getTranscripts(
  { page, size, search }: GetTranscripts,
  signal?: AbortSignal,
): Promise<TranscriptPage> {
  return unwrap(
    api.GET('/v1/transcripts', {
      params: { query: { page, size, ...(search === '' ? {} : { search_term: search }) } },
      signal,
    }),
  );
}

const isBusy = (page: TranscriptPage | undefined) =>
  page?.items.some(
    ({ status }) => status === 'processing' || status === 'uploaded' || status === 'recording',
  );

export function useTranscripts(request: GetTranscripts) {
  return useQuery({
    queryKey: queryKeys.list(request.page, request.size, request.search),
    queryFn: ({ signal }) => getTranscripts(request, signal),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (isBusy(query.state.data) ? 4_000 : 30_000),
  });
}
