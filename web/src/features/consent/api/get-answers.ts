import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { ConsentAnswer } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getAnswers(meetingId: string, signal?: AbortSignal): Promise<ConsentAnswer[]> {
  return unwrap(
    api.GET('/v1/meetings/{meeting_id}/consents', { params: { path: { meeting_id: meetingId } }, signal }),
  );
}

/** Who answered what, for the room's owner; of an open meeting as it comes in. */
export function useAnswers(meetingId: string, isOpen: boolean) {
  return useQuery({
    queryKey: queryKeys.consentAnswers(meetingId),
    queryFn: ({ signal }) => getAnswers(meetingId, signal),
    refetchInterval: isOpen ? 3_000 : 60_000,
  });
}
