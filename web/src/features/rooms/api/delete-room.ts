import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Room } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export const deleteRoom = (id: string) =>
  unwrap(api.DELETE('/v1/rooms/{room_id}', { params: { path: { room_id: id } } }));

export function useDeleteRoom() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deleteRoom,
    onMutate: async (id) => {
      await client.cancelQueries({ queryKey: queryKeys.rooms });
      const before = client.getQueryData<Room[]>(queryKeys.rooms);
      client.setQueryData<Room[]>(queryKeys.rooms, (rooms) => rooms?.filter((room) => room.id !== id));
      return { before };
    },
    onError: (_error, _id, context) => {
      if (context?.before) client.setQueryData(queryKeys.rooms, context.before);
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.rooms }),
  });
}
