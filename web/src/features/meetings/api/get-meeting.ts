import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Meeting } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getMeeting(roomName: string, meetingId: string, signal?: AbortSignal): Promise<Meeting> {
  return unwrap(
    api.GET('/v1/rooms/{room_name}/meetings/{meeting_id}', {
      params: { path: { room_name: roomName, meeting_id: meetingId } },
      signal,
    }),
  );
}

/** How the meeting is going, asked again every few seconds. */
export function useMeeting(roomName: string, meetingId: string | undefined) {
  return useQuery({
    queryKey: queryKeys.meeting(roomName, meetingId ?? ''),
    queryFn: ({ signal }) => getMeeting(roomName, meetingId ?? '', signal),
    enabled: meetingId !== undefined,
    refetchInterval: 5_000,
  });
}
