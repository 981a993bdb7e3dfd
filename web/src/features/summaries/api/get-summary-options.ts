import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { SummaryOptions } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getSummaryOptions(signal?: AbortSignal): Promise<SummaryOptions> {
  return unwrap(api.GET('/v1/summary-options', { signal }));
}

export function useSummaryOptions() {
  return useQuery({
    queryKey: queryKeys.summaryOptions,
    queryFn: ({ signal }) => getSummaryOptions(signal),
    staleTime: 5 * 60_000,
  });
}
