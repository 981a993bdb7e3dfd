import type { WordRange } from './follow-range';

/** Selected words: from where it began to where it is now, both included. The focus is where the keyboard is. */
export interface Selection {
  anchor: number;
  focus: number;
}

export const rangeOf = ({ anchor, focus }: Selection): WordRange => ({
  first: Math.min(anchor, focus),
  count: Math.abs(anchor - focus) + 1,
});

/** A selection of the same direction over other words; the focus is kept when there are none. */
export function selectionOf({ first, count }: WordRange, before?: Selection): Selection {
  const last = Math.max(first + count - 1, first);
  return before !== undefined && before.focus < before.anchor
    ? { anchor: last, focus: first }
    : { anchor: first, focus: last };
}

export const select = (index: number): Selection => ({ anchor: index, focus: index });

export type Step = 'previous' | 'next' | 'first' | 'last' | 'blockStart' | 'blockEnd';

/** What a key selects. */
export function move(
  selection: Selection,
  step: Step,
  extend: boolean,
  words: number,
  block: WordRange,
): Selection {
  const targets: Record<Step, number> = {
    previous: selection.focus - 1,
    next: selection.focus + 1,
    first: 0,
    last: words - 1,
    blockStart: block.first,
    blockEnd: block.first + block.count - 1,
  };
  // Leaving a selection without extending it goes on from its edge.
  if (!extend && selection.anchor !== selection.focus) {
    const { first, count } = rangeOf(selection);
    if (step === 'previous') targets.previous = first;
    if (step === 'next') targets.next = first + count - 1;
  }
  const focus = Math.min(Math.max(targets[step], 0), Math.max(words - 1, 0));
  return extend ? { anchor: selection.anchor, focus } : select(focus);
}

/** A selection within a text that has this many words. */
export const within = ({ anchor, focus }: Selection, words: number): Selection => ({
  anchor: Math.min(anchor, Math.max(words - 1, 0)),
  focus: Math.min(focus, Math.max(words - 1, 0)),
});
