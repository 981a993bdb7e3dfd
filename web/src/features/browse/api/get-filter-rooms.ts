import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Room } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

const size = 100;

/** The newest rooms of mine and shared ones: all of them for most people. */
export async function getFilterRooms(signal?: AbortSignal): Promise<Room[]> {
  const { items } = await unwrap(api.GET('/v1/rooms', { params: { query: { page: 1, size } }, signal }));
  return items;
}

export function useFilterRooms(enabled: boolean) {
  return useQuery({
    queryKey: queryKeys.filterRooms,
    queryFn: ({ signal }) => getFilterRooms(signal),
    staleTime: 60_000,
    enabled,
  });
}
