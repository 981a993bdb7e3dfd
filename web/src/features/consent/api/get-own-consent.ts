import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { OwnConsent } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getOwnConsent(meetingId: string, signal?: AbortSignal): Promise<OwnConsent> {
  return unwrap(
    api.GET('/v1/meetings/{meeting_id}/consent', { params: { path: { meeting_id: meetingId } }, signal }),
  );
}

/** What somebody with an account answered, perhaps on another device. */
export function useOwnConsent(meetingId: string, enabled: boolean) {
  return useQuery({
    queryKey: queryKeys.ownConsent(meetingId),
    queryFn: ({ signal }) => getOwnConsent(meetingId, signal),
    enabled,
  });
}
