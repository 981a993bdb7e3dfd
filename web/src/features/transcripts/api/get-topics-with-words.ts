import { queryOptions, useQuery, usePrefetchQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { TopicWithWords } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getTopicsWithWords(transcriptId: string, signal?: AbortSignal): Promise<TopicWithWords[]> {
  return unwrap(
    api.GET('/v1/transcripts/{transcript_id}/topics/with-words', {
      params: { path: { transcript_id: transcriptId } },
      signal,
    }),
  );
}

const topicsWithWords = (transcriptId: string) =>
  queryOptions({
    queryKey: queryKeys.topics(transcriptId),
    queryFn: ({ signal }) => getTopicsWithWords(transcriptId, signal),
    // Comparing tens of thousands of words to keep references costs more than drawing them.
    structuralSharing: false,
    staleTime: 5 * 60_000,
  });

export const useTopicsWithWords = (transcriptId: string) => useQuery(topicsWithWords(transcriptId));

/** Asks for the words before it is known whether they will be shown: a long transcript opens sooner. */
export const usePrefetchedTopics = (transcriptId: string) => {
  usePrefetchQuery(topicsWithWords(transcriptId));
};
