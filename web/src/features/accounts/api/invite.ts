import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { IssuedLink } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function invite(body: { email: string | null; is_administrator: boolean }): Promise<IssuedLink> {
  return unwrap(api.POST('/v1/users/invitations', { body }));
}

export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: invite,
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.invitations }),
  });
}
