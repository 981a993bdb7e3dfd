import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { queryKeys } from '@/lib/query-keys';

export function deletePerson(id: string, heir: string | null) {
  return unwrap(
    api.DELETE('/v1/users/{user_id}', {
      params: { path: { user_id: id }, query: heir === null ? {} : { transfer_to: heir } },
    }),
  );
}

export function useDeletePerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, heir }: { id: string; heir: string | null }) => deletePerson(id, heir),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.people, exact: true }),
  });
}
