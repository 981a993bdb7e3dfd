import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Person } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export interface PersonChange {
  is_administrator?: boolean;
  disabled?: boolean;
}

export function updatePerson(id: string, change: PersonChange): Promise<Person> {
  return unwrap(api.PATCH('/v1/users/{user_id}', { params: { path: { user_id: id } }, body: change }));
}

/** Shows the change at once and takes it back when the server refuses it. */
export function useUpdatePerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: PersonChange }) => updatePerson(id, change),
    onMutate: async ({ id, change }) => {
      await client.cancelQueries({ queryKey: queryKeys.people, exact: true });
      const before = client.getQueryData<Person[]>(queryKeys.people);
      client.setQueryData<Person[]>(queryKeys.people, (people) =>
        people?.map((person) => (person.id === id ? { ...person, ...change } : person)),
      );
      return { before };
    },
    onError: (_error, _change, context) => client.setQueryData(queryKeys.people, context?.before),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: queryKeys.people, exact: true });
      void client.invalidateQueries({ queryKey: queryKeys.auth });
    },
  });
}
