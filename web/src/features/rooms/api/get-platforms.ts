import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { PlatformChoice } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getPlatforms(signal?: AbortSignal): Promise<PlatformChoice[]> {
  return unwrap(api.GET('/v1/platforms', { signal }));
}

export function usePlatforms() {
  return useQuery({
    queryKey: queryKeys.platforms,
    queryFn: ({ signal }) => getPlatforms(signal),
    staleTime: 5 * 60_000,
  });
}
