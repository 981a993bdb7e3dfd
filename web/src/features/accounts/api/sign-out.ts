import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { queryKeys } from '@/lib/query-keys';

export function signOut(everywhere: boolean) {
  return unwrap(everywhere ? api.POST('/v1/auth/sign-out-everywhere') : api.POST('/v1/auth/sign-out'));
}

/** Ends the session, or every session; where the provider has a session of its own, it ends that too. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ everywhere }: { everywhere: boolean }) => signOut(everywhere),
    onSuccess: async ({ redirect_to: provider }) => {
      if (provider !== null) {
        window.location.assign(provider);
        return;
      }
      await client.invalidateQueries({ queryKey: queryKeys.auth });
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== queryKeys.auth[0] });
    },
  });
}
