import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { SummaryJob, SummaryVersionDetails, SummaryVersions } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getSummaries(transcriptId: string, signal?: AbortSignal): Promise<SummaryVersions> {
  return unwrap(
    api.GET('/v1/transcripts/{transcript_id}/summaries', {
      params: { path: { transcript_id: transcriptId } },
      signal,
    }),
  );
}

export function getSummary(
  transcriptId: string,
  number: number,
  signal?: AbortSignal,
): Promise<SummaryVersionDetails> {
  return unwrap(
    api.GET('/v1/transcripts/{transcript_id}/summaries/{number}', {
      params: { path: { transcript_id: transcriptId, number } },
      signal,
    }),
  );
}

export const isOpen = (job: SummaryJob | null | undefined) =>
  job?.state === 'waiting' || job?.state === 'running' || job?.state === 'retrying';

/** The versions; asked for again and again while one is being written. */
export function useSummaries(transcriptId: string, enabled: boolean) {
  return useQuery({
    queryKey: queryKeys.summaries(transcriptId),
    queryFn: ({ signal }) => getSummaries(transcriptId, signal),
    enabled,
    refetchInterval: (query) => (isOpen(query.state.data?.job) ? 1_000 : false),
  });
}

export function useSummary(transcriptId: string, number: number | null) {
  return useQuery({
    queryKey: queryKeys.summary(transcriptId, number ?? 0),
    queryFn: ({ signal }) => getSummary(transcriptId, number ?? 0, signal),
    enabled: number !== null,
    staleTime: Infinity,
  });
}
