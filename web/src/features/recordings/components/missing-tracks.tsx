import { Alert, Button } from '@mantine/core';
import { MicOff } from 'lucide-react';
import type { MissingTrack } from '@/lib/api/types';

interface MissingTracksProps {
  tracks: readonly MissingTrack[];
  /** Undefined for who may not have it processed again. */
  onRetry?: (() => void) | undefined;
}

/** Says whose voice is not in the transcript, and why. */
export function MissingTracks({ tracks, onRetry }: MissingTracksProps) {
  if (tracks.length === 0) return null;
  const names = tracks.map(({ participant }) => participant);
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<MicOff size={18} aria-hidden />}
      title={
        names.length === 1
          ? `The voice of ${names[0]} is missing from this transcript`
          : `${names.length} voices are missing from this transcript`
      }
    >
      <ul
        style={{
          margin: 0,
          paddingLeft: names.length === 1 ? 0 : '1.1rem',
          listStyle: names.length === 1 ? 'none' : undefined,
        }}
      >
        {tracks.map(({ participant, reason }, index) => (
          <li key={index}>
            {names.length === 1 ? null : `${participant}: `}
            {reason}
          </li>
        ))}
      </ul>
      {onRetry ? (
        <Button variant="default" size="xs" mt="xs" onClick={onRetry}>
          Try these again
        </Button>
      ) : null}
    </Alert>
  );
}
