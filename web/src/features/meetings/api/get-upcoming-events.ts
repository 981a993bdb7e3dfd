import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { CalendarEvent } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getUpcomingEvents(roomName: string, signal?: AbortSignal): Promise<CalendarEvent[]> {
  return unwrap(
    api.GET('/v1/rooms/{room_name}/meetings/upcoming', {
      params: { path: { room_name: roomName } },
      signal,
    }),
  );
}

/** What the room's calendar has for now and the next two hours. */
export function useUpcomingEvents(roomName: string, enabled: boolean) {
  return useQuery({
    queryKey: queryKeys.upcomingEvents(roomName),
    queryFn: ({ signal }) => getUpcomingEvents(roomName, signal),
    enabled,
    refetchInterval: 60_000,
  });
}
