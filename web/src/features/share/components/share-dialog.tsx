import { Modal } from '@mantine/core';
import type { ShareMode, Transcript } from '@/lib/api/types';
import { t } from '@/texts';
import { LinkSection } from './link-section';
import { ModeSection } from './mode-section';
import classes from './share-dialog.module.css';
import { ZulipSection } from './zulip-section';

interface ShareDialogProps {
  transcript: Transcript;
  isOwner: boolean;
  /** False where everybody is the same local person: then there is nobody to keep it from. */
  hasAccounts: boolean;
  /** Seconds at which the player stands. */
  position: number;
  opened: boolean;
  onClose: () => void;
  onMode: (mode: ShareMode) => void;
}

export default function ShareDialog({
  transcript,
  isOwner,
  hasAccounts,
  position,
  opened,
  onClose,
  onMode,
}: ShareDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={t('share.title')} size="lg">
      <div className={classes.dialog}>
        {isOwner && hasAccounts ? <ModeSection mode={transcript.share_mode} onChange={onMode} /> : null}
        <LinkSection transcriptId={transcript.id} position={position} />
        {isOwner ? (
          <ZulipSection
            transcriptId={transcript.id}
            isPrivate={hasAccounts && transcript.share_mode === 'private'}
          />
        ) : null}
      </div>
    </Modal>
  );
}
