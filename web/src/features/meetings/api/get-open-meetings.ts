import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Meeting } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getOpenMeetings(roomName: string, signal?: AbortSignal): Promise<Meeting[]> {
  return unwrap(
    api.GET('/v1/rooms/{room_name}/meetings/active', {
      params: { path: { room_name: roomName } },
      signal,
    }),
  );
}

export function useOpenMeetings(roomName: string, enabled: boolean) {
  return useQuery({
    queryKey: queryKeys.openMeetings(roomName),
    queryFn: ({ signal }) => getOpenMeetings(roomName, signal),
    enabled,
    refetchInterval: 10_000,
  });
}
