import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Room, RoomUpdate } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export interface ChangedRoom {
  id: string;
  change: Partial<RoomUpdate>;
}

export function updateRoom({ id, change }: ChangedRoom): Promise<Room> {
  return unwrap(
    api.PATCH('/v1/rooms/{room_id}', { params: { path: { room_id: id } }, body: change as RoomUpdate }),
  );
}

/** Shows the change at once and takes it back when the server refuses it. */
export function useUpdateRoom() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: updateRoom,
    onMutate: async ({ id, change }) => {
      await client.cancelQueries({ queryKey: queryKeys.rooms });
      const before = client.getQueryData<Room[]>(queryKeys.rooms);
      client.setQueryData<Room[]>(queryKeys.rooms, (rooms) =>
        rooms?.map((room) => (room.id === id ? changed(room, change) : room)),
      );
      return { before };
    },
    onError: (_error, _change, context) => {
      if (context?.before) client.setQueryData(queryKeys.rooms, context.before);
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.rooms }),
  });
}

function changed(room: Room, change: Partial<RoomUpdate>): Room {
  const given = Object.entries(change).filter(
    // Which platform the room gets is the server's to say.
    ([name, value]) => value !== null && name !== 'platform',
  );
  return { ...room, ...Object.fromEntries(given) };
}
