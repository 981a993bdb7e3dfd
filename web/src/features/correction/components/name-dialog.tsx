import { Modal } from '@mantine/core';
import { t } from '@/texts';
import { NameForm } from './name-form';

interface NameDialogProps {
  transcriptId: string;
  title: string;
  initial: string;
  opened: boolean;
  onName: (name: string) => void;
  onClose: () => void;
}

export function NameDialog({ transcriptId, title, initial, opened, onName, onClose }: NameDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      {opened ? (
        <NameForm
          transcriptId={transcriptId}
          initial={initial}
          submit={t('common.save')}
          onSubmit={(name) => {
            onName(name);
            onClose();
          }}
        />
      ) : null}
    </Modal>
  );
}
