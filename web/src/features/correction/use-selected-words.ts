import { useCallback, useMemo, useState } from 'react';
import type { Word } from '@/lib/api/types';
import { followRange } from './words/follow-range';
import { rangeOf, selectionOf, within, type Selection } from './words/selection';

interface Seen {
  topicId: string;
  words: readonly Word[];
  selection: Selection;
}

/** The selection in a text that changes under it: it stays on its words, wherever others move them. */
export function useSelectedWords(topicId: string, words: readonly Word[]) {
  const [seen, setSeen] = useState<Seen | null>(null);
  const selection = useMemo(() => {
    if (seen?.topicId !== topicId || words.length === 0) return null;
    if (seen.words === words) return within(seen.selection, words.length);
    const { first, count } = followRange(seen.words, words, rangeOf(seen.selection));
    return within(selectionOf({ first, count }, seen.selection), words.length);
  }, [seen, topicId, words]);
  const setSelection = useCallback(
    (next: Selection | null, of: readonly Word[] = words) =>
      setSeen(next && { topicId, words: of, selection: next }),
    [topicId, words],
  );
  return [selection, setSelection] as const;
}
