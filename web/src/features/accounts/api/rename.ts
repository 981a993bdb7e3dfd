import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { SignedInUser } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function rename(name: string): Promise<SignedInUser> {
  return unwrap(api.PATCH('/v1/user', { body: { name } }));
}

export function useRename() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: rename,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.auth }),
  });
}
