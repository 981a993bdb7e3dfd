import { Button, Group, Modal, Text } from '@mantine/core';
import { toast } from '@/components/toast';
import { titleOf } from '@/lib/title';
import { t } from '@/texts';
import { useDeleteTranscript } from '../api/delete-transcript';

interface DeleteDialogProps {
  transcript: { id: string; title?: string | null; name?: string | null } | null;
  onClose: () => void;
  onDeleted?: () => void;
}

/** Asks first: the audio goes with the transcript, and nothing brings it back. */
export function DeleteDialog({ transcript, onClose, onDeleted }: DeleteDialogProps) {
  const remove = useDeleteTranscript();
  const title = transcript ? titleOf(transcript) : '';
  const confirm = () => {
    if (!transcript) return;
    onClose();
    // The promise, because the page that asked may be gone by the time of the answer.
    remove.mutateAsync(transcript.id).then(
      () => toast.done(t('transcripts.delete.done', { title })),
      (error: unknown) => toast.failed(t('transcripts.delete.failed', { title }), error),
    );
    onDeleted?.();
  };
  return (
    <Modal opened={transcript !== null} onClose={onClose} title={t('transcripts.delete.title')}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }} lineClamp={4}>
        {t('common.quoted', { text: title })}
      </Text>
      <Text size="sm" c="dimmed" mt="sm">
        {t('transcripts.delete.text')}
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
