import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { Loaded } from '@/components/loaded';
import { t } from '@/texts';
import { useTranscriptDeletions } from '../api/get-transcript-deletions';
import classes from './deletion-dialog.module.css';
import { DeletionList } from './deletion-list';

interface DeletionDialogProps {
  transcriptId: string;
  opened: boolean;
  onClose: () => void;
  /** Who refused: what the owner alone is shown. */
  answers?: ReactNode;
}

/** For the owner: what was deleted of a meeting, and the proof. */
export function DeletionDialog({ transcriptId, opened, onClose, answers }: DeletionDialogProps) {
  const deletions = useTranscriptDeletions(transcriptId, opened);
  return (
    <Modal opened={opened} onClose={onClose} title={t('deletions.transcript.title')} size="lg">
      {answers ? (
        <section className={classes.answers} aria-label={t('deletions.transcript.answers')}>
          {answers}
        </section>
      ) : null}
      <Loaded query={deletions}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.nothing}>{t('deletions.transcript.none')}</p>
          ) : (
            <>
              <p className={classes.nothing}>
                {items.every(({ proven_gone_at }) => proven_gone_at !== null)
                  ? t('deletions.transcript.gone')
                  : t('deletions.transcript.pending')}
              </p>
              <DeletionList deletions={items} />
            </>
          )
        }
      </Loaded>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common.close')}
        </Button>
      </Group>
    </Modal>
  );
}
