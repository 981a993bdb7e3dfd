import type { Word } from '@/lib/api/types';
import type { WordRange } from './follow-range';

const insertedWordSeconds = 0.35;

/** White space separates words. */
export const splitWords = (text: string) => text.split(/\s+/).filter(Boolean);

/**
 * The text with other words in a range, as the server will write it: what stays keeps its time, what is new shares the
 * time of what it replaces. Shown until the server has answered.
 */
export function writeWords(words: readonly Word[], range: WordRange, texts: readonly string[]): Word[] {
  let { first, count } = range;
  let from = 0;
  let to = texts.length;
  while (count > 0 && from < to && words[first]?.text === texts[from]) {
    first += 1;
    count -= 1;
    from += 1;
  }
  while (count > 0 && from < to && words[first + count - 1]?.text === texts[to - 1]) {
    count -= 1;
    to -= 1;
  }
  const removed = words.slice(first, first + count);
  return [
    ...words.slice(0, first),
    ...added(words, first, removed, texts.slice(from, to)),
    ...words.slice(first + count),
  ];
}

function added(words: readonly Word[], first: number, removed: readonly Word[], texts: readonly string[]) {
  if (removed.length === texts.length) return removed.map((word, at) => ({ ...word, text: texts[at] ?? '' }));
  const before = words[first - 1];
  const after = words[first + removed.length];
  const [earliest] = removed;
  if (earliest === undefined) {
    const start = before ? Math.min(before.end, after?.start ?? before.end) : (after?.start ?? 0);
    const room = (after?.start ?? start) - start;
    const end = start + Math.min(room, texts.length * insertedWordSeconds);
    return share(texts, start, end, () => (before ?? after)?.speaker ?? 0);
  }
  const end = Math.min(Math.max(...removed.map((word) => word.end)), after?.start ?? Infinity);
  return share(texts, earliest.start, Math.max(end, earliest.start), (at) => {
    const replaced = removed[Math.floor((at * removed.length) / texts.length)];
    return replaced?.speaker ?? 0;
  });
}

function share(
  texts: readonly string[],
  start: number,
  end: number,
  speakerOf: (at: number) => number,
): Word[] {
  const letters = texts.reduce((sum, text) => sum + text.length, 0);
  let from = start;
  let written = 0;
  return texts.map((text, at) => {
    written += text.length;
    const share = start + ((end - start) * written) / letters;
    const to = at === texts.length - 1 ? end : Math.min(Math.max(Math.round(share * 1000) / 1000, from), end);
    const word = { text, start: from, end: to, speaker: speakerOf(at) };
    from = to;
    return word;
  });
}

/** The text with a range of it in another voice. */
export const speakWords = (words: readonly Word[], { first, count }: WordRange, speaker: number): Word[] =>
  words.map((word, at) =>
    at >= first && at < first + count && word.speaker !== speaker ? { ...word, speaker } : word,
  );
