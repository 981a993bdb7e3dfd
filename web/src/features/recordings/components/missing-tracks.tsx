import { Button } from '@mantine/core';
import { MicOff } from 'lucide-react';
import type { MissingTrack } from '@/lib/api/types';
import { t } from '@/texts';
import classes from './missing-tracks.module.css';

interface MissingTracksProps {
  tracks: readonly MissingTrack[];
  /** Undefined for who may not have it processed again. */
  onRetry?: (() => void) | undefined;
}

/** Says whose voice is not in the transcript, and why. */
export function MissingTracks({ tracks, onRetry }: MissingTracksProps) {
  const [first] = tracks;
  if (first === undefined) return null;
  const isOne = tracks.length === 1;
  return (
    <div className={classes.notice} role="note">
      <MicOff size={18} aria-hidden />
      <div className={classes.words}>
        <p className={classes.title}>
          {t('recordings.missing.title', { count: tracks.length, participant: first.participant })}
        </p>
        {isOne ? (
          <p>{first.reason}</p>
        ) : (
          <ul className={classes.list}>
            {tracks.map(({ participant, reason }, index) => (
              <li key={index}>{t('recordings.missing.voice', { participant, reason })}</li>
            ))}
          </ul>
        )}
      </div>
      {onRetry ? (
        <Button variant="default" size="xs" onClick={onRetry}>
          {t('recordings.missing.retry', { count: tracks.length })}
        </Button>
      ) : null}
    </div>
  );
}
