import type { TranscriptStatus } from '@/lib/api/types';
import { t } from '@/texts';
import classes from './status-pill.module.css';

const looks = {
  idle: { labelKey: 'common.status.idle', tone: 'quiet' },
  uploaded: { labelKey: 'common.status.uploaded', tone: 'busy' },
  recording: { labelKey: 'common.status.recording', tone: 'busy' },
  processing: { labelKey: 'common.status.processing', tone: 'busy' },
  error: { labelKey: 'common.status.error', tone: 'danger' },
  ended: null,
} as const satisfies Record<TranscriptStatus, object | null>;

/** Says what is unusual about a transcript; a finished one needs no label. */
export function StatusPill({ status }: { status: TranscriptStatus }) {
  const look = looks[status];
  if (!look) return null;
  return (
    <span className={classes.pill} data-tone={look.tone}>
      <span className={classes.dot} aria-hidden />
      {t(look.labelKey)}
    </span>
  );
}
