import { useEffect, useEffectEvent } from 'react';
import type { Playback } from '@/lib/playback';

const rates = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];

/** True where a key belongs to something else: a field, a menu, a dialog, a button's own space bar. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=slider]')
  ) {
    return target.getAttribute('role') !== 'slider' || event.key.startsWith('Arrow');
  }
  const presses = event.key === ' ' || event.key === 'Enter';
  const moves = event.key.startsWith('Arrow');
  return (
    (presses && target.closest('button, a') !== null) || (moves && target.closest('[role=tab]') !== null)
  );
}

/** Where the next (1) or previous (-1) word or paragraph starts, seen from a position; null when there is none. */
export type StepStart = (unit: 'word' | 'paragraph', seconds: number, step: 1 | -1) => number | null;

export function usePlayerKeys(playback: Playback, stepStart: StepStart, onHelp: () => void) {
  const step = (unit: 'word' | 'paragraph', direction: 1 | -1) => {
    const start = stepStart(unit, playback.time, direction);
    if (start !== null) playback.seek(start);
  };
  const changeRate = (direction: 1 | -1) => {
    const { rate } = playback.getState();
    const next = direction === 1 ? rates.find((r) => r > rate) : rates.findLast((r) => r < rate);
    if (next !== undefined) playback.setRate(next);
  };
  const actions: Record<string, () => void> = {
    ' ': () => playback.toggle(),
    k: () => playback.toggle(),
    j: () => playback.skip(-10),
    l: () => playback.skip(10),
    ArrowLeft: () => playback.skip(-5),
    ArrowRight: () => playback.skip(5),
    ',': () => step('word', -1),
    '.': () => step('word', 1),
    '[': () => step('paragraph', -1),
    ']': () => step('paragraph', 1),
    '<': () => changeRate(-1),
    '>': () => changeRate(1),
    m: () => playback.toggleMute(),
    s: () => playback.setSkipSilence(!playback.getState().skipSilence),
    '?': onHelp,
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isTaken(event)) return;
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
