import { useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '@/lib/query-keys';

/** Another person's eyes from here on: nothing of what was seen before is kept. */
export function useSignedIn() {
  const client = useQueryClient();
  return async () => {
    // A link that was just used is not asked for again while its page is still there.
    const kept: unknown[] = [queryKeys.auth[0], queryKeys.link('')[0]];
    client.removeQueries({ predicate: ({ queryKey }) => !kept.includes(queryKey[0]) });
    await client.invalidateQueries({ queryKey: queryKeys.auth });
  };
}
