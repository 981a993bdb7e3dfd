import { lazy, Suspense, useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { usePlaybackState, type Playback } from '@/lib/playback';
import { formatClock, spokenClock } from '@/lib/time/format';
import { t } from '@/texts';
import { useWaveform } from '../api/get-waveform';
import type { TopicMarker } from './markers';
import classes from './waveform-bar.module.css';

// Without its picture, such as when the connection is gone, the bar still seeks: the page must not break with it.
const Waveform = lazy(() => import('./waveform').catch(() => ({ default: () => <></> })));

interface WaveformBarProps {
  playback: Playback;
  transcriptId: string;
  markers: readonly TopicMarker[];
}

export function WaveformBar({ playback, transcriptId, markers }: WaveformBarProps) {
  const { duration } = usePlaybackState(playback);
  const { data: peaks } = useWaveform(transcriptId);
  const slider = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<number | null>(null);

  useEffect(
    () =>
      playback.onTime((seconds) => {
        const whole = String(Math.floor(seconds));
        const element = slider.current;
        if (!element || element.getAttribute('aria-valuenow') === whole) return;
        element.setAttribute('aria-valuenow', whole);
        element.setAttribute('aria-valuetext', spokenClock(seconds));
      }),
    [playback],
  );

  const fractionOf = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return width > 0 ? Math.min(Math.max((event.clientX - left) / width, 0), 1) : 0;
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const fraction = fractionOf(event);
    setHover(fraction);
    if (event.buttons === 1) playback.seek(fraction * duration);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const jump = { ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -60, PageUp: 60 }[
      event.key
    ];
    if (jump !== undefined) playback.skip(jump);
    else if (event.key === 'Home') playback.seek(0);
    else if (event.key === 'End') playback.seek(duration);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const hovered = hover === null ? undefined : markers.findLast(({ start }) => start <= hover * duration);

  return (
    <div className={classes.bar}>
      <div
        ref={slider}
        className={classes.slider}
        role="slider"
        tabIndex={0}
        aria-label={t('player.position')}
        aria-valuemin={0}
        aria-valuemax={Math.floor(duration)}
        aria-valuenow={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          playback.seek(fractionOf(event) * duration);
        }}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setHover(null)}
      >
        {peaks && duration > 0 ? (
          <Suspense fallback={<div className={classes.flat} />}>
            <Waveform playback={playback} peaks={peaks} duration={duration} />
          </Suspense>
        ) : (
          <div className={classes.flat} />
        )}
        {duration > 0
          ? markers
              .filter(({ start }) => start > 0.5)
              .map(({ id, start }) => (
                <span key={id} className={classes.marker} style={{ left: `${(start * 100) / duration}%` }} />
              ))
          : null}
        {hover === null ? null : <span className={classes.cursor} style={{ left: `${hover * 100}%` }} />}
      </div>
      {hover === null || duration === 0 ? null : (
        <div
          className={classes.tip}
          style={{ left: `clamp(5rem, ${hover * 100}%, calc(100% - 5rem))` }}
          aria-hidden
        >
          <b>{formatClock(hover * duration)}</b>
          {hovered ? <span>{hovered.title}</span> : null}
        </div>
      )}
    </div>
  );
}
