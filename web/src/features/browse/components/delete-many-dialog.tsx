import { Button, Group, Modal, Text } from '@mantine/core';
import type { SearchResult } from '@/lib/api/types';
import { titleOf } from '@/lib/title';
import { t } from '@/texts';

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
      // There are none while it closes.
      title={t('browse.delete.title', { count: Math.max(1, length) })}
    >
      {transcripts.slice(0, named).map((transcript) => (
        <Text
          key={transcript.id}
          size="sm"
          style={{ overflowWrap: 'anywhere' }}
          lineClamp={length > 1 ? 1 : 4}
        >
          {t('common.quoted', { text: titleOf(transcript) })}
        </Text>
      ))}
      {length > named ? (
        <Text size="sm" c="dimmed">
          {t('browse.delete.andMore', { count: length - named })}
        </Text>
      ) : null}
      <Text size="sm" c="dimmed" mt="sm">
        {t('browse.delete.warning')}
      </Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button color="clay" onClick={onConfirm}>
          {t('common.delete')}
        </Button>
      </Group>
    </Modal>
  );
}
