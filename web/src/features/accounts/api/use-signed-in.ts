import { useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '@/lib/query-keys';

/** Another person's eyes from here on: nothing of what was seen before is kept. */
export function useSignedIn() {
  const client = useQueryClient();
  return async () => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== queryKeys.auth[0] });
    await client.invalidateQueries({ queryKey: queryKeys.auth });
  };
}
