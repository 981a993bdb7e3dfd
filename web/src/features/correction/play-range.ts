import { useEffect, useMemo, useRef } from 'react';
import type { Playback } from '@/lib/playback';

const settleSeconds = 0.05;

/** Plays a stretch and stops at its end. */
export function usePlayRange(playback: Playback | null) {
  const end = useRef<number | null>(null);
  useEffect(() => {
    if (playback === null) return;
    return playback.onTime((seconds) => {
      if (end.current === null || !playback.getState().playing || seconds < end.current) return;
      end.current = null;
      playback.pause();
    });
  }, [playback]);
  return useMemo(() => {
    if (playback === null) return null;
    return {
      play: (from: number, to: number) => {
        end.current = Math.max(to, from + settleSeconds);
        playback.seek(from);
        void playback.play();
      },
      /** Pauses, or goes on from here when that is within the stretch. */
      toggle: (from: number, to: number) => {
        if (playback.getState().playing) {
          playback.pause();
          return;
        }
        const { time } = playback;
        end.current = to;
        if (time < from - settleSeconds || time >= to - settleSeconds) playback.seek(from);
        void playback.play();
      },
    };
  }, [playback]);
}
