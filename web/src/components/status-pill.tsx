import type { TranscriptStatus } from '@/lib/api/types';
import classes from './status-pill.module.css';

const looks: Record<TranscriptStatus, { label: string; tone: string } | null> = {
  idle: { label: 'No recording yet', tone: 'quiet' },
  uploaded: { label: 'Queued', tone: 'busy' },
  recording: { label: 'Recording', tone: 'busy' },
  processing: { label: 'Processing', tone: 'busy' },
  error: { label: 'Failed', tone: 'danger' },
  ended: null,
};

/** Says what is unusual about a transcript; a finished one needs no label. */
export function StatusPill({ status }: { status: TranscriptStatus }) {
  const look = looks[status];
  if (!look) return null;
  return (
    <span className={classes.pill} data-tone={look.tone}>
      <span className={classes.dot} aria-hidden />
      {look.label}
    </span>
  );
}
