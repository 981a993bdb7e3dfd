import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { ApiKey } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getApiKeys(signal?: AbortSignal): Promise<ApiKey[]> {
  return unwrap(api.GET('/v1/user/api-keys', { signal }));
}

export function useApiKeys() {
  return useQuery({ queryKey: queryKeys.apiKeys, queryFn: ({ signal }) => getApiKeys(signal) });
}
