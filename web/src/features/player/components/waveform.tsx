import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import WaveSurfer from 'wavesurfer.js';
import type { Playback } from '@/lib/playback';
import classes from './waveform.module.css';

interface WaveformProps {
  playback: Playback;
  /** Peaks over the whole recording, 0..1. */
  peaks: readonly number[];
  duration: number;
}

/** Draws the peaks; the slider around it takes the input. */
export default function Waveform({ playback, peaks, duration }: WaveformProps) {
  const container = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    if (!container.current) return;
    const style = getComputedStyle(document.documentElement);
    const wave = WaveSurfer.create({
      container: container.current,
      media: playback.audio,
      peaks: [[...peaks]],
      duration,
      height: 'auto',
      waveColor: style.getPropertyValue('--r-wave').trim(),
      progressColor: style.getPropertyValue('--r-accent').trim(),
      cursorWidth: 0,
      barWidth: 3,
      barGap: 2,
      barRadius: 2,
      barMinHeight: 2,
      normalize: true,
      interact: false,
      hideScrollbar: true,
    });
    return () => wave.destroy();
  }, [playback, peaks, duration, scheme]);

  return <div ref={container} className={classes.waveform} aria-hidden />;
}
