import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Meeting } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getRecentMeetings(roomName: string, signal?: AbortSignal): Promise<Meeting[]> {
  return unwrap(
    api.GET('/v1/rooms/{room_name}/meetings/recent', {
      params: { path: { room_name: roomName } },
      signal,
    }),
  );
}

/** The last meetings of a room of one's own, open or over, newest first. */
export function useRecentMeetings(roomName: string) {
  return useQuery({
    queryKey: queryKeys.recentMeetings(roomName),
    queryFn: ({ signal }) => getRecentMeetings(roomName, signal),
    refetchInterval: 10_000,
  });
}
