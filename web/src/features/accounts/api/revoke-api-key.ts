import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { queryKeys } from '@/lib/query-keys';

export function revokeApiKey(id: string) {
  return unwrap(api.DELETE('/v1/user/api-keys/{key_id}', { params: { path: { key_id: id } } }));
}

export function useRevokeApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: revokeApiKey,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.apiKeys }),
  });
}
