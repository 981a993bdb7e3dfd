import { useMemo, useState } from 'react';
import type { Word } from '@/lib/api/types';
import { t } from '@/texts';
import type { Draft } from './components/word-editor';
import type { Corrections } from './use-corrections';
import { followRange, type Followed, type WordRange } from './words/follow-range';

interface Opened {
  topicId: string;
  seen: readonly Word[];
  range: WordRange;
}

export interface WordEditing {
  key: string;
  /** Where the words are now. */
  range: WordRange;
  draft: string;
  notice: string | null;
  /** Number of the refusal that it goes on from. */
  refusal: number | null;
}

export const textOf = (words: readonly Word[], { first, count }: WordRange) =>
  words
    .slice(first, first + count)
    .map((word) => word.text)
    .join(' ');

/** The words that are being written, also where others wrote the same meanwhile. */
export function useWordEditing(topicId: string, words: readonly Word[], corrections: Corrections) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [drafts] = useState(() => new Map<string, Draft>());
  const refusal = corrections.refusals.find(({ edit }) => edit.topicId === topicId);

  const editing = useMemo((): WordEditing | null => {
    if (opened?.topicId === topicId) {
      const { touched, ...range } = followRange(opened.seen, words, opened.range);
      return {
        key: `${topicId} ${opened.range.first}+${opened.range.count}`,
        range,
        draft: textOf(opened.seen, opened.range),
        notice: touched ? noticeOf(words, range) : null,
        refusal: null,
      };
    }
    if (refusal === undefined) return null;
    const { touched, ...range }: Followed = followRange(refusal.edit.seen, words, refusal.edit.range);
    return {
      key: `refusal ${refusal.id}`,
      range,
      draft: refusal.edit.change.text,
      notice: touched ? noticeOf(words, range) : t('correction.refused', { reason: refusal.sentence }),
      refusal: refusal.id,
    };
  }, [opened, refusal, topicId, words]);

  return {
    editing,
    drafts,
    open: (range: WordRange) => setOpened({ topicId, seen: words, range }),
    close: () => {
      if (editing !== null) drafts.delete(editing.key);
      if (editing?.refusal != null) corrections.dismiss(editing.refusal);
      else setOpened(null);
    },
  };
}

function noticeOf(words: readonly Word[], range: WordRange) {
  return range.count === 0
    ? t('correction.deletedMeanwhile')
    : t('correction.writtenMeanwhile', { text: textOf(words, range) });
}
