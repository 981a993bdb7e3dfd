import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Invitation } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getInvitations(signal?: AbortSignal): Promise<Invitation[]> {
  return unwrap(api.GET('/v1/users/invitations', { signal }));
}

export function useInvitations(enabled: boolean) {
  return useQuery({
    queryKey: queryKeys.invitations,
    queryFn: ({ signal }) => getInvitations(signal),
    enabled,
  });
}
