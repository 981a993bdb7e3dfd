import { useEffect, useRef } from 'react';
import type { Playback } from '@/lib/playback';
import { formatClock } from '@/lib/time/format';

/** The position, written into the page without rendering React each second. */
export function PlaybackClock({ playback, duration }: { playback: Playback; duration: number }) {
  const position = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      playback.onTime((seconds) => {
        const text = formatClock(seconds);
        if (position.current && position.current.textContent !== text) position.current.textContent = text;
      }),
    [playback],
  );
  return (
    <>
      <span ref={position} data-testid="playback-position" /> / <span>{formatClock(duration)}</span>
    </>
  );
}
