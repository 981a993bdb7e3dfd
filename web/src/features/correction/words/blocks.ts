import type { Word } from '@/lib/api/types';
import type { WordRange } from './follow-range';

/** Neighbouring words of one speaker, short enough to be drawn anew at every key. */
export interface WordBlock extends WordRange {
  speaker: number;
  start: number;
  /** False when it goes on with the speaker above. */
  opensTurn: boolean;
}

const longBlock = 60;
const longestBlock = 120;
const endsSentence = /[.!?…。！？]["'”’)\]]*\s*$/;

export function blocksOf(words: readonly Word[]): WordBlock[] {
  const blocks: WordBlock[] = [];
  let first = 0;
  words.forEach((word, index) => {
    const count = index - first + 1;
    const next = words[index + 1];
    const changes = next === undefined || next.speaker !== word.speaker;
    const isFull = count >= longestBlock || (count >= longBlock && endsSentence.test(word.text));
    if (!changes && !isFull) return;
    const opensTurn = first === 0 || words[first - 1]?.speaker !== word.speaker;
    blocks.push({ first, count, speaker: word.speaker, start: words[first]?.start ?? 0, opensTurn });
    first = index + 1;
  });
  return blocks;
}

export const blockAt = (blocks: readonly WordBlock[], index: number): WordBlock | undefined =>
  blocks.find(({ first, count }) => index >= first && index < first + count);
