import { useEffect, useRef } from 'react';
import type { LiveLine } from '@/lib/events/live-transcript';
import { formatClock } from '@/lib/time/format';
import { t } from '@/texts';
import classes from './live-text.module.css';

/** The text as it is recognised. Stays at its end unless the reader has scrolled up. */
export function LiveText({ lines, running }: { lines: readonly LiveLine[]; running: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    const element = box.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [lines]);

  return (
    <section className={classes.section} aria-label={t('processing.live.section')}>
      <h2 className={classes.heading}>{t('processing.live.title')}</h2>
      {lines.length === 0 ? (
        <p className={classes.waiting}>{running ? t('processing.live.soon') : t('processing.live.none')}</p>
      ) : (
        <div
          ref={box}
          className={classes.lines}
          role="region"
          aria-label={t('processing.live.text')}
          // A region that scrolls must be reachable by keyboard.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          onScroll={({ currentTarget: e }) => {
            atEnd.current = e.scrollHeight - e.scrollTop - e.clientHeight < 40;
          }}
        >
          {lines.map((line) => (
            <p key={line.start} className={classes.line}>
              <span className={classes.time}>{formatClock(line.start)}</span>
              {line.text}
            </p>
          ))}
        </div>
      )}
    </section>
  );
}
