import { Tooltip, VisuallyHidden } from '@mantine/core';
import type { SearchResult } from '@/lib/api/types';
import classes from './speakers.module.css';

const palette = 8;
const most = 4;

const initialsOf = (name: string) => {
  const letters = name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => Array.from(word)[0] ?? '');
  return ((letters[0] ?? '?') + (letters.length > 1 ? (letters.at(-1) ?? '') : '')).toUpperCase();
};

/** Who spoke, in the colours that their words have. */
export function Speakers({ speakers }: Pick<SearchResult, 'speakers'>) {
  if (speakers.length === 0) return null;
  const names = speakers.map(({ name }) => name).join(', ');
  const more = speakers.length - most;
  return (
    <Tooltip label={names} multiline maw={320}>
      <span className={classes.speakers}>
        <VisuallyHidden>{names}</VisuallyHidden>
        {speakers.slice(0, more > 0 ? most - 1 : most).map(({ speaker, name }) => (
          <span
            key={speaker}
            className={classes.speaker}
            style={{ background: `var(--r-speaker-${Math.abs(speaker) % palette})` }}
            aria-hidden
          >
            {initialsOf(name)}
          </span>
        ))}
        {more > 0 ? (
          <span className={classes.more} aria-hidden>
            +{more + 1}
          </span>
        ) : null}
      </span>
    </Tooltip>
  );
}
