import { Button, Group, Modal, Text } from '@mantine/core';
import { toast } from '@/components/toast';
import { titleOf } from '@/lib/title';
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
      () => toast.done(`“${title}” was deleted.`),
      (error: unknown) => toast.failed(`“${title}” was not deleted`, error),
    );
    onDeleted?.();
  };
  return (
    <Modal opened={transcript !== null} onClose={onClose} title="Delete this transcript?">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }} lineClamp={4}>
        “{title}”
      </Text>
      <Text size="sm" c="dimmed" mt="sm">
        The recording, its text, topics and summary are removed for good. This cannot be undone.
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
