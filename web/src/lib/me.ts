import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from './api/client';
import type { Me } from './api/types';
import { queryKeys } from './query-keys';

/** Null for somebody without an account. */
export async function getMe(signal?: AbortSignal): Promise<Me | null> {
  return (await unwrap(api.GET('/v1/me', { signal }))) ?? null;
}

export function useMe() {
  return useQuery({
    queryKey: queryKeys.me,
    queryFn: ({ signal }) => getMe(signal),
    staleTime: 60_000,
  });
}
