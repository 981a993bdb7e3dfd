import { Button, Group, Modal } from '@mantine/core';

interface ReprocessDialogProps {
  /** 0 while closed. */
  edits: number;
  onClose: () => void;
  onReprocess: () => void;
}

/** Asked before corrections are lost: a new processing makes all words anew. */
export function ReprocessDialog({ edits, onClose, onReprocess }: ReprocessDialogProps) {
  return (
    <Modal opened={edits > 0} onClose={onClose} title="Process this recording again?">
      <p>
        {edits === 1
          ? 'This transcript was corrected once. A new processing makes all words anew: the correction is lost and cannot be brought back.'
          : `This transcript was corrected ${edits} times. A new processing makes all words anew: the corrections are lost and cannot be brought back.`}
      </p>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Keep the corrected text
        </Button>
        <Button color="clay" onClick={onReprocess}>
          Process again
        </Button>
      </Group>
    </Modal>
  );
}
