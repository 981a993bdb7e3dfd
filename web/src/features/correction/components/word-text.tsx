import { useEffect, useMemo, useRef, type ReactNode, type RefObject } from 'react';
import type { Participant, Word } from '@/lib/api/types';
import type { Playback } from '@/lib/playback';
import { speakerName } from '@/lib/speakers';
import { t } from '@/texts';
import { usePointerSelection } from '../keys/use-pointer-selection';
import type { WordBlock } from '../words/blocks';
import type { WordRange } from '../words/follow-range';
import { rangeOf, type Selection } from '../words/selection';
import { WordBlockView } from './word-block-view';
import classes from './word-text.module.css';

interface WordTextProps {
  frame: RefObject<HTMLDivElement | null>;
  words: readonly Word[];
  blocks: readonly WordBlock[];
  participants: readonly Participant[] | null | undefined;
  playback: Playback | null;
  selection: Selection | null;
  edited: WordRange | null;
  editor: ReactNode;
  onSelect: (selection: Selection | null) => void;
  onEdit: (index: number) => void;
  onSpeaker: (speaker: number) => void;
}

/** The words of one topic, each one to be selected. */
export function WordText(props: WordTextProps) {
  const { frame, words, blocks, participants, playback, selection, edited, editor } = props;
  useSpokenWord(frame, words, playback);
  const pointer = usePointerSelection(selection, props.onSelect, props.onEdit);
  const range = selection ? rangeOf(selection) : null;
  const from = range?.first ?? -1;
  const to = range ? range.first + range.count - 1 : -1;
  const reachable = selection?.focus ?? 0;
  const editedEnd = edited ? edited.first + Math.max(edited.count, 0) : -1;

  return (
    <div ref={frame} className={classes.text} {...pointer}>
      {blocks.map((block, at) => {
        const last = block.first + block.count - 1;
        const isSelected = from <= last && to >= block.first;
        const isReachable = reachable >= block.first && reachable <= last;
        const isEdited = edited !== null && edited.first <= last && editedEnd > block.first;
        const isLast = at === blocks.length - 1;
        const hasEditor =
          edited !== null &&
          ((edited.first >= block.first && edited.first <= last) || (isLast && edited.first > last));
        return (
          <WordBlockView
            key={block.first}
            block={block}
            words={words}
            name={speakerName(participants, block.speaker)}
            selectedFrom={isSelected ? Math.max(from, block.first) : -1}
            selectedTo={isSelected ? Math.min(to, last) : -1}
            reachable={isReachable ? reachable : -1}
            editedFrom={hasEditor ? edited.first : isEdited ? block.first : -1}
            editedTo={hasEditor || isEdited ? editedEnd : -1}
            editor={hasEditor ? editor : null}
            onSpeaker={props.onSpeaker}
          />
        );
      })}
      {blocks.length === 0 ? <p className={classes.empty}>{t('correction.noWordsLeft')}</p> : null}
    </div>
  );
}

/** Marks the word that is being heard; touches no React state. */
function useSpokenWord(
  frame: RefObject<HTMLDivElement | null>,
  words: readonly Word[],
  playback: Playback | null,
) {
  const starts = useMemo(() => Float64Array.from(words, (word) => word.start), [words]);
  const marked = useRef<Element | null>(null);
  useEffect(() => {
    if (playback === null) return;
    const unmark = () => marked.current?.removeAttribute('data-spoken');
    const unsubscribe = playback.onTime((seconds) => {
      const index = lastAtOrBefore(starts, seconds);
      const isHeard = playback.getState().playing && index >= 0 && seconds <= (words[index]?.end ?? 0) + 0.3;
      const word = isHeard ? (frame.current?.querySelector(`[data-w="${index}"]`) ?? null) : null;
      if (word === marked.current) return;
      unmark();
      word?.setAttribute('data-spoken', '');
      marked.current = word;
    });
    return () => {
      unsubscribe();
      unmark();
      marked.current = null;
    };
  }, [frame, words, starts, playback]);
}

function lastAtOrBefore(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
