import { api, unwrap } from '@/lib/api/client';
import type { Meeting } from '@/lib/api/types';

/** The meeting with the address that this person enters it by; asked for at each entering, for it may expire. */
export function joinMeeting(roomName: string, meetingId: string): Promise<Meeting> {
  return unwrap(
    api.POST('/v1/rooms/{room_name}/meetings/{meeting_id}/join', {
      params: { path: { room_name: roomName, meeting_id: meetingId } },
    }),
  );
}
