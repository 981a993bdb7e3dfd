import { useEffect, useEffectEvent, type RefObject } from 'react';
import type { Step } from '../words/selection';

export interface CorrectionKeys {
  move: (step: Step, extend: boolean) => void;
  moveLine: (direction: 1 | -1, extend: boolean) => void;
  selectAll: () => void;
  leave: () => void;
  edit: () => void;
  remove: () => void;
  assign: (number: number) => void;
  chooseVoice: () => void;
  playTopic: () => void;
  playSelection: () => void;
  topic: (direction: 1 | -1) => void;
  undo: () => void;
  redo: () => void;
  help: () => void;
}

const steps: Record<string, Step | undefined> = {
  ArrowLeft: 'previous',
  ArrowRight: 'next',
  Home: 'blockStart',
  End: 'blockEnd',
};

const isElsewhere = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=slider]') !==
    null;

/**
 * The page's keys. They are taken before the player's, which has some of them for its own page. Arrows move among words
 * while one has the focus, and else from topic to topic.
 */
export function useCorrectionKeys(frame: RefObject<HTMLElement | null>, keys: CorrectionKeys) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.isComposing || isElsewhere(event.target)) return;
    const inWords =
      event.target instanceof Element &&
      event.target.matches('[data-w]') &&
      frame.current?.contains(event.target) === true;
    const action =
      event.ctrlKey || event.metaKey ? withControl(keys, event, inWords) : plain(keys, event, inWords);
    if (action === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    action();
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener, { capture: true });
    return () => window.removeEventListener('keydown', listener, { capture: true });
  }, []);
}

type Action = (() => void) | undefined;

function withControl(keys: CorrectionKeys, event: KeyboardEvent, inWords: boolean): Action {
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? keys.redo : keys.undo;
  if (key === 'y') return keys.redo;
  if (!inWords) return undefined;
  if (key === 'a') return keys.selectAll;
  if (key === 'home') return () => keys.move('first', event.shiftKey);
  if (key === 'end') return () => keys.move('last', event.shiftKey);
  return undefined;
}

function plain(keys: CorrectionKeys, event: KeyboardEvent, inWords: boolean): Action {
  const { key, shiftKey } = event;
  if (key === '?') return keys.help;
  if (key === ',') return keys.playSelection;
  const onButton = event.target instanceof Element && event.target.closest('button, a') !== null;
  if (key === ' ') return onButton ? undefined : keys.playTopic;
  if (!inWords) {
    if (key === 'ArrowLeft') return () => keys.topic(-1);
    if (key === 'ArrowRight') return () => keys.topic(1);
    return undefined;
  }
  const step = steps[key];
  if (step !== undefined) return () => keys.move(step, shiftKey);
  if (key === 'ArrowUp') return () => keys.moveLine(-1, shiftKey);
  if (key === 'ArrowDown') return () => keys.moveLine(1, shiftKey);
  if (key === 'Enter') return keys.edit;
  if (key === 'Delete' || key === 'Backspace') return keys.remove;
  if (key === 'Escape') return keys.leave;
  if (key === 'a') return keys.chooseVoice;
  if (/^[1-9]$/.test(key)) return () => keys.assign(Number(key));
  return undefined;
}
