import type { Word } from '@/lib/api/types';

/** Neighbouring words: from `first`, `count` of them; without words, the place before `first`. */
export interface WordRange {
  first: number;
  count: number;
}

export interface Followed extends WordRange {
  /** True when the words themselves were changed, and not only moved. */
  touched: boolean;
}

/** Where words lie in a text that has changed since they were seen. */
export function followRange(seen: readonly Word[], now: readonly Word[], range: WordRange): Followed {
  if (seen === now) return { ...range, touched: false };
  return byTimes(seen, now, range) ?? byTexts(seen, now, range);
}

const isSame = (a: Word | undefined, b: Word | undefined) =>
  a !== undefined && b !== undefined && a.start === b.start && a.end === b.end && a.text === b.text;

/** Words that nobody touched keep their times, and are found by them wherever they have moved. */
function byTimes(seen: readonly Word[], now: readonly Word[], range: WordRange): Followed | null {
  const from = range.count > 0 ? range.first : range.first - 1;
  const anchor = seen[from];
  if (anchor === undefined) return null;
  const length = Math.max(range.count, 1);
  const isHere = (at: number) => {
    for (let offset = 0; offset < length; offset += 1) {
      if (!isSame(seen[from + offset], now[at + offset])) return false;
    }
    return true;
  };
  const first = nearest(now, from, (word, at) => isSame(word, anchor) && isHere(at));
  if (first === null) return null;
  return { first: range.count > 0 ? first : first + 1, count: range.count, touched: false };
}

/** What begins and ends alike is the same; all between is what was changed. */
function byTexts(seen: readonly Word[], now: readonly Word[], range: WordRange): Followed {
  const shorter = Math.min(seen.length, now.length);
  let head = 0;
  while (head < shorter && seen[head]?.text === now[head]?.text) head += 1;
  let tail = 0;
  while (tail < shorter - head && seen.at(-1 - tail)?.text === now.at(-1 - tail)?.text) tail += 1;
  const growth = now.length - seen.length;
  const end = range.first + range.count;
  if (head === shorter && growth === 0) return { ...range, touched: false };
  if (end <= head) return { ...range, touched: false };
  if (range.first >= seen.length - tail) return { ...range, first: range.first + growth, touched: false };
  const first = Math.min(range.first, head);
  const last = Math.max(end, seen.length - tail) + growth;
  return { first, count: Math.max(last - first, 0), touched: true };
}

function nearest(
  words: readonly Word[],
  around: number,
  isMeant: (word: Word, index: number) => boolean,
): number | null {
  for (let distance = 0; distance <= Math.max(around, words.length - around); distance += 1) {
    for (const index of distance === 0 ? [around] : [around - distance, around + distance]) {
      const word = words[index];
      if (word && isMeant(word, index)) return index;
    }
  }
  return null;
}
