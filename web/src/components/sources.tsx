import { Tooltip } from '@mantine/core';
import { Play } from 'lucide-react';
import { formatClock } from '@/lib/time/format';
import { t } from '@/texts';
import classes from './sources.module.css';

interface Moment {
  start: number;
  quote: string;
}

interface SourcesProps {
  /** Empty when no source was found, null when nobody looked for one. */
  moments: readonly Moment[] | null | undefined;
  onPlay: (seconds: number) => void;
}

/** Where something was said: a chip for each moment that shows the words and plays the second. */
export function Sources({ moments, onPlay }: SourcesProps) {
  if (moments == null) return null;
  if (moments.length === 0) {
    return (
      <Tooltip label={t('common.sources.noneHint')} multiline maw={260}>
        <span className={classes.none}>{t('common.sources.none')}</span>
      </Tooltip>
    );
  }
  return (
    <span className={classes.chips}>
      {moments.map(({ start, quote }) => (
        <Tooltip
          key={`${start} ${quote}`}
          label={t('common.quoted', { text: quote })}
          multiline
          maw={340}
          events={{ hover: true, focus: true, touch: true }}
        >
          <button
            type="button"
            className={classes.chip}
            aria-label={t('common.sources.play', { time: formatClock(start) })}
            onClick={() => onPlay(start)}
          >
            <Play size={10} aria-hidden fill="currentColor" />
            {formatClock(start)}
          </button>
        </Tooltip>
      ))}
    </span>
  );
}
