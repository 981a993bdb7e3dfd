import { api, unwrap } from '@/lib/api/client';
import type { Meeting } from '@/lib/api/types';

/** The room's open meeting, or a new one; with `another` always a new one. */
export function openMeeting(roomName: string, another = false): Promise<Meeting> {
  return unwrap(
    api.POST('/v1/rooms/{room_name}/meeting', {
      params: { path: { room_name: roomName } },
      body: { allow_duplicated: another },
    }),
  );
}
