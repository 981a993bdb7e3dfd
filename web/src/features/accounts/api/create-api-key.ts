import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { ApiKeyScope, NewApiKey } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function createApiKey(body: { name: string | null; scope: ApiKeyScope }): Promise<NewApiKey> {
  return unwrap(api.POST('/v1/user/api-keys', { body }));
}

export function useCreateApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createApiKey,
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.apiKeys }),
  });
}
