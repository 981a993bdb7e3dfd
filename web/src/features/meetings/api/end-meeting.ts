import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { queryKeys } from '@/lib/query-keys';

export const endMeeting = (meetingId: string) =>
  unwrap(api.PATCH('/v1/meetings/{meeting_id}/deactivate', { params: { path: { meeting_id: meetingId } } }));

export function useEndMeeting(roomName: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: endMeeting,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.openMeetings(roomName) }),
        client.invalidateQueries({ queryKey: queryKeys.room(roomName) }),
      ]),
  });
}
