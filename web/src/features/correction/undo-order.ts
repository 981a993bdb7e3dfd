import type { TranscriptEdit } from '@/lib/api/types';

const isUndo = (edit: TranscriptEdit) => edit.kind === 'undo';

/** Version of the person's own newest edit that has its effect; of the newest edits first, null when there is none. */
export const nextUndo = (edits: readonly TranscriptEdit[]): number | null =>
  edits.find((edit) => edit.is_mine && edit.can_undo && !isUndo(edit))?.version ?? null;

/** Version of their newest undo, unless they have edited something since. */
export function nextRedo(edits: readonly TranscriptEdit[]): number | null {
  const mine = edits.filter((edit) => edit.is_mine);
  const isOfUndo = (edit: TranscriptEdit) =>
    mine.some((other) => isUndo(other) && other.version === edit.undoes);
  const next = mine.find((edit) => !isUndo(edit) || (edit.can_undo && !isOfUndo(edit)));
  return next !== undefined && isUndo(next) ? next.version : null;
}
