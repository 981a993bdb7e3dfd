import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { queryKeys } from '@/lib/query-keys';

export function withdrawInvitation(id: string) {
  return unwrap(
    api.DELETE('/v1/users/invitations/{invitation_id}', { params: { path: { invitation_id: id } } }),
  );
}

export function useWithdrawInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: withdrawInvitation,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.invitations }),
  });
}
