import { Button, Group, Modal, Text } from '@mantine/core';
import { toast } from '@/components/toast';
import type { Room } from '@/lib/api/types';
import { useDeleteRoom } from '../api/delete-room';

interface DeleteRoomDialogProps {
  room: Room | null;
  onClose: () => void;
}

/** Asks first: the address stops working for everybody who was invited to it. */
export function DeleteRoomDialog({ room, onClose }: DeleteRoomDialogProps) {
  const remove = useDeleteRoom();
  const confirm = () => {
    if (!room) return;
    onClose();
    remove.mutate(room.id, {
      onSuccess: () => toast.done(`The room “${room.name}” was deleted.`),
      onError: (error) => toast.failed(`“${room.name}” was not deleted`, error),
    });
  };
  return (
    <Modal opened={room !== null} onClose={onClose} title="Delete this room?">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        “{room?.name}”
      </Text>
      <Text size="sm" c="dimmed" mt="sm">
        Its address stops working and its settings are gone. What was recorded in it stays: transcripts, audio
        and answers about consent.
        {room && room.live.participants > 0
          ? ' People are in it now; their call goes on until they leave.'
          : ''}
      </Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button color="clay" onClick={confirm}>
          Delete
        </Button>
      </Group>
    </Modal>
  );
}
