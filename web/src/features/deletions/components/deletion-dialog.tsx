import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { Loaded } from '@/components/loaded';
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
    <Modal opened={opened} onClose={onClose} title="What was deleted" size="lg">
      {answers ? (
        <section className={classes.answers} aria-label="Answers about consent">
          {answers}
        </section>
      ) : null}
      <Loaded query={deletions}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.nothing}>Nothing is on record.</p>
          ) : (
            <>
              <p className={classes.nothing}>
                {items.every(({ proven_gone_at }) => proven_gone_at !== null)
                  ? 'Everything is gone: after deleting it, each place was looked at again and was empty.'
                  : 'Some of it is not proven gone yet. It is tried again until it is.'}
              </p>
              <DeletionList deletions={items} />
            </>
          )
        }
      </Loaded>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          Close
        </Button>
      </Group>
    </Modal>
  );
}
