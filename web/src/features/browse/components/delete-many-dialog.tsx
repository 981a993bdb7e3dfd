import { Button, Group, Modal, Text } from '@mantine/core';
import type { SearchResult } from '@/lib/api/types';
import { titleOf } from '@/lib/title';

const named = 3;

interface DeleteManyDialogProps {
  transcripts: readonly SearchResult[];
  onClose: () => void;
  onConfirm: () => void;
}

/** Asks first: the audio goes with the transcripts, and nothing brings it back. */
export function DeleteManyDialog({ transcripts, onClose, onConfirm }: DeleteManyDialogProps) {
  const { length } = transcripts;
  return (
    <Modal
      opened={length > 0}
      onClose={onClose}
      title={length > 1 ? `Delete these ${length} transcripts?` : 'Delete this transcript?'}
    >
      {transcripts.slice(0, named).map((transcript) => (
        <Text
          key={transcript.id}
          size="sm"
          style={{ overflowWrap: 'anywhere' }}
          lineClamp={length > 1 ? 1 : 4}
        >
          “{titleOf(transcript)}”
        </Text>
      ))}
      {length > named ? <Text size="sm" c="dimmed">{`and ${length - named} more`}</Text> : null}
      <Text size="sm" c="dimmed" mt="sm">
        The recordings, their text, topics and summaries are removed for good. This cannot be undone.
      </Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button color="clay" onClick={onConfirm}>
          Delete
        </Button>
      </Group>
    </Modal>
  );
}
