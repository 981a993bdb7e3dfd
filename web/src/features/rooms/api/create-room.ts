import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { NewRoom } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';

export const createRoom = (room: NewRoom) => unwrap(api.POST('/v1/rooms', { body: room }));

export function useCreateRoom() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createRoom,
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.rooms }),
  });
}
