import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Room, RoomPage } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

const size = 100;

const getPage = (page: number, signal?: AbortSignal): Promise<RoomPage> =>
  unwrap(api.GET('/v1/rooms', { params: { query: { page, size } }, signal }));

/** All rooms of mine and all shared ones, newest first. */
export async function getRooms(signal?: AbortSignal): Promise<Room[]> {
  const first = await getPage(1, signal);
  const others = Array.from({ length: first.pages - 1 }, (_, index) => getPage(index + 2, signal));
  const pages = [first, ...(await Promise.all(others))];
  // A room made meanwhile moves the others on, so that one may come twice.
  return [...new Map(pages.flatMap(({ items }) => items).map((room) => [room.id, room])).values()];
}

export function useRooms() {
  return useQuery({
    queryKey: queryKeys.rooms,
    queryFn: ({ signal }) => getRooms(signal),
    // Who is in and what is recorded; a hidden page does not ask.
    refetchInterval: 10_000,
  });
}
