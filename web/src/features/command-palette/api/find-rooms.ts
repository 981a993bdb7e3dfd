import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Room } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

const size = 100;

export async function findRooms(signal?: AbortSignal): Promise<Room[]> {
  const { items } = await unwrap(api.GET('/v1/rooms', { params: { query: { page: 1, size } }, signal }));
  return items;
}

/** The newest rooms, all of them for most people; which of them are meant is found here. */
export function useFindRooms(enabled: boolean) {
  return useQuery({
    queryKey: queryKeys.foundRooms,
    queryFn: ({ signal }) => findRooms(signal),
    enabled,
  });
}
