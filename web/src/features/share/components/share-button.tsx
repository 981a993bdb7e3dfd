import { Button } from '@mantine/core';
import { Share2 } from 'lucide-react';
import { lazy, useState } from 'react';
import { LazyPart } from '@/components/lazy-part';
import type { ShareMode, Transcript } from '@/lib/api/types';
import { t } from '@/texts';
import classes from './share-button.module.css';

const ShareDialog = lazy(() => import('./share-dialog'));

interface ShareButtonProps {
  transcript: Transcript;
  isOwner: boolean;
  hasAccounts: boolean;
  /** Seconds at which the player stands. */
  positionOf: () => number;
  onMode: (mode: ShareMode) => void;
}

export function ShareButton({ positionOf, ...dialog }: ShareButtonProps) {
  // Of the moment when it was opened; null before.
  const [position, setPosition] = useState<number | null>(null);
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<Share2 size={15} aria-hidden />}
        className={classes.button}
        onClick={() => {
          setPosition(positionOf());
          setOpened(true);
        }}
      >
        {t('share.open')}
      </Button>
      {position === null ? null : (
        <LazyPart dialog={{ opened, onClose: () => setOpened(false) }}>
          <ShareDialog {...dialog} position={position} opened={opened} onClose={() => setOpened(false)} />
        </LazyPart>
      )}
    </>
  );
}
