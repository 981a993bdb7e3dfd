import { describe, expect, it } from 'vitest';
import { words } from '@/testing/fixtures';
import { speakWords, splitWords, writeWords } from './write-words';

const text = words('one tow three four');
const textOf = (result: { text: string }[]) => result.map((word) => word.text).join(' ');

describe('writing', () => {
  it.each([
    [1, 1, 'two', 'one two three four'],
    [1, 2, '', 'one four'],
    [2, 0, 'and', 'one tow and three four'],
    [0, 4, ' all  new ', 'all new'],
    [4, 0, 'five', 'one tow three four five'],
  ])('from %i, %i words become “%s”', (first, count, written, expected) => {
    expect(textOf(writeWords(text, { first, count }, splitWords(written)))).toBe(expected);
  });

  it('keeps the times of all words that stay', () => {
    const result = writeWords(text, { first: 0, count: 3 }, ['one', 'two', 'and', 'three']);
    expect(result[0]).toEqual(text[0]);
    expect(result.slice(3)).toEqual(text.slice(2));
    expect(result[1]?.start).toBe(0.5);
    expect(result[2]?.end).toBe(0.9);
  });

  it('keeps times in order where people talk at once', () => {
    const overlapping = [
      { text: 'long', start: 0, end: 5, speaker: 0 },
      { text: 'short', start: 1, end: 2, speaker: 1 },
    ];
    const starts = writeWords(overlapping, { first: 0, count: 1 }, ['a', 'b', 'c']).map((word) => word.start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });
});

it('giving words to a voice leaves all others as they are', () => {
  const result = speakWords(text, { first: 1, count: 2 }, 3);
  expect(result.map((word) => word.speaker)).toEqual([0, 3, 3, 0]);
  expect(result[0]).toBe(text[0]);
});
