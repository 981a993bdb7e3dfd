import { Button, Group, Modal } from '@mantine/core';
import { t } from '@/texts';

interface ReprocessDialogProps {
  /** 0 while closed. */
  edits: number;
  onClose: () => void;
  onReprocess: () => void;
}

/** Asked before corrections are lost: a new processing makes all words anew. */
export function ReprocessDialog({ edits, onClose, onReprocess }: ReprocessDialogProps) {
  return (
    <Modal opened={edits > 0} onClose={onClose} title={t('transcripts.reprocess.title')}>
      <p>{t('transcripts.reprocess.text', { count: edits })}</p>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('transcripts.reprocess.keep')}
        </Button>
        <Button color="clay" onClick={onReprocess}>
          {t('transcripts.reprocess.confirm')}
        </Button>
      </Group>
    </Modal>
  );
}
