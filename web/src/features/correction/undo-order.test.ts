import { describe, expect, it } from 'vitest';
import type { TranscriptEdit } from '@/lib/api/types';
import { nextRedo, nextUndo } from './undo-order';

const edit = (version: number, change: Partial<TranscriptEdit> = {}): TranscriptEdit => ({
  version,
  kind: 'text',
  sentence: '',
  author: 'Ann',
  is_mine: true,
  created_at: '',
  undoes: null,
  undone_by: null,
  back_to: null,
  can_undo: change.undone_by == null,
  ...change,
});

/** The edit that gives one its effect: the last one that did it again. */
function doneAgain(edits: readonly TranscriptEdit[], version: number): number {
  const again = edits.find(
    (other) =>
      other.undone_by === null &&
      edits.some((between) => between.version === other.undoes && between.undoes === version),
  );
  return again === undefined ? version : doneAgain(edits, again.version);
}

/** Takes one back as the server does, and says which edit it was about in the first place. */
function takeBack(edits: readonly TranscriptEdit[], asked: number): [TranscriptEdit[], number] {
  const version = edits.length + 1;
  const target = doneAgain(edits, asked);
  const undone = new Map<number, number | null>([[target, version]]);
  const find = (wanted: number) => edits.find((other) => other.version === wanted);
  let first = target;
  for (let again = true, undoes = find(target)?.undoes; undoes != null; again = !again) {
    undone.set(undoes, again ? null : first);
    first = undoes;
    undoes = find(undoes)?.undoes;
  }
  const changed = edits.map((other) => {
    const by = undone.get(other.version);
    return by === undefined ? other : { ...other, undone_by: by, can_undo: by === null };
  });
  return [[edit(version, { kind: 'undo', undoes: target }), ...changed], first];
}

/** Presses keys: z takes back, y does again, e edits, o is another person's edit. */
function press(keys: string): string {
  let edits: TranscriptEdit[] = [];
  const done: string[] = [];
  for (const key of keys) {
    if (key === 'e' || key === 'o') {
      edits = [edit(edits.length + 1, { is_mine: key === 'e' }), ...edits];
      continue;
    }
    const target = key === 'z' ? nextUndo(edits) : nextRedo(edits);
    if (target === null) {
      done.push('-');
      continue;
    }
    const [next, first] = takeBack(edits, target);
    edits = next;
    done.push(String(first));
  }
  return done.join(' ');
}

describe('taking back and doing again', () => {
  it.each([
    ['eez', '2'],
    ['eezzz', '2 1 -'],
    ['eezzyyy', '2 1 1 2 -'],
    ['eezyz', '2 2 2'],
    ['eezey', '2 -'],
    ['eoz', '1'],
    ['ezoy', '1 1'],
    ['eezyzyz', '2 2 2 2 2'],
    ['eezyzyzyyz', '2 2 2 2 2 2 - 2'],
    ['eezzyzyyz', '2 1 1 1 1 2 2'],
    ['y', '-'],
  ])('%s does %s', (keys, expected) => {
    expect(press(keys)).toBe(expected);
  });
});
