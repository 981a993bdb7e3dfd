import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { AuthState } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getAuthState(signal?: AbortSignal): Promise<AuthState> {
  return unwrap(api.GET('/v1/auth', { signal }));
}

/** How people sign in here, and who is signed in. */
export function useAuthState() {
  return useQuery({
    queryKey: queryKeys.auth,
    queryFn: ({ signal }) => getAuthState(signal),
    staleTime: 60_000,
  });
}
