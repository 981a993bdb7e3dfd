import { Button, Group, Modal, Text } from '@mantine/core';
import { toast } from '@/components/toast';
import type { Room } from '@/lib/api/types';
import { t } from '@/texts';
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
      onSuccess: () => toast.done(t('rooms.delete.done', { name: room.name })),
      onError: (error) => toast.failed(t('rooms.delete.failed', { name: room.name }), error),
    });
  };
  return (
    <Modal opened={room !== null} onClose={onClose} title={t('rooms.delete.title')}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t('common.quoted', { text: room?.name ?? '' })}
      </Text>
      <Text size="sm" c="dimmed" mt="sm">
        {t('rooms.delete.text')}
        {room && room.live.participants > 0 ? ` ${t('rooms.delete.occupied')}` : ''}
      </Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button color="clay" onClick={confirm}>
          {t('common.delete')}
        </Button>
      </Group>
    </Modal>
  );
}
