import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { AccountLink } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function readLink(token: string, signal?: AbortSignal): Promise<AccountLink> {
  return unwrap(api.POST('/v1/auth/links/read', { body: { token }, signal }));
}

export function useLink(token: string) {
  return useQuery({
    queryKey: queryKeys.link(token),
    queryFn: ({ signal }) => readLink(token, signal),
    staleTime: Infinity,
  });
}
