import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Statistics, StatisticsInterval } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export interface StatisticsQuestion {
  /** Days, as `2026-11-20`. */
  from: string;
  to: string;
  interval: StatisticsInterval;
}

export const getStatistics = (question: StatisticsQuestion, signal?: AbortSignal): Promise<Statistics> =>
  unwrap(
    api.GET('/v1/statistics', {
      params: {
        query: { ...question, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
      },
      signal,
    }),
  );

export function useStatistics(question: StatisticsQuestion) {
  return useQuery({
    queryKey: queryKeys.statistics(question),
    queryFn: ({ signal }) => getStatistics(question, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
