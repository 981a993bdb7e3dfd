import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Room } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export function getRoom(name: string, signal?: AbortSignal): Promise<Room> {
  return unwrap(api.GET('/v1/rooms/name/{room_name}', { params: { path: { room_name: name } }, signal }));
}

/** The room at an address, for everybody who knows the address. */
export function useRoom(name: string) {
  return useQuery({
    queryKey: queryKeys.room(name),
    queryFn: ({ signal }) => getRoom(name, signal),
    refetchInterval: 10_000,
  });
}
