import { describe, expect, it } from 'vitest';
import { words } from '@/testing/fixtures';
import { followRange } from './follow-range';
import { writeWords } from './write-words';

const seen = words('a b c d e f');
const written = (first: number, count: number, text: string) =>
  writeWords(seen, { first, count }, text.split(' '));

describe('words that were seen are found again', () => {
  it.each([
    ['nothing happened', seen, 2, 2, 2, 2],
    ['something before them became longer', written(0, 1, 'x y z'), 2, 2, 4, 2],
    ['something before them is gone', seen.slice(1), 2, 2, 1, 2],
    ['something behind them changed', written(5, 1, 'x y'), 2, 2, 2, 2],
    ['a word was put before them', words('so a b c d e f'), 0, 2, 1, 2],
    ['a place between words moved', written(0, 1, 'x y'), 3, 0, 4, 0],
    ['a place at the beginning', written(4, 1, 'x y'), 0, 0, 0, 0],
  ])('when %s', (_, now, first, count, newFirst, newCount) => {
    expect(followRange(seen, now, { first, count })).toEqual({
      first: newFirst,
      count: newCount,
      touched: false,
    });
  });

  it('when two others changed something on both sides at once', () => {
    const now = writeWords(written(0, 1, 'x y'), { first: 6, count: 1 }, ['F', 'F']);
    expect(followRange(seen, now, { first: 2, count: 2 })).toEqual({ first: 3, count: 2, touched: false });
  });

  it('when only their voice changed', () => {
    const now = seen.map((word) => ({ ...word, speaker: 3 }));
    expect(followRange(seen, now, { first: 2, count: 2 }).touched).toBe(false);
  });

  it('also when the same word is said often', () => {
    const same = words('no no no no');
    expect(followRange(same, same.slice(1), { first: 3, count: 1 })).toEqual({
      first: 2,
      count: 1,
      touched: false,
    });
  });
});

describe('words that were changed', () => {
  it('are told, with what became of them', () => {
    expect(followRange(seen, written(2, 2, 'x y z'), { first: 2, count: 2 })).toEqual({
      first: 2,
      count: 3,
      touched: true,
    });
  });

  it('are told when they are gone', () => {
    expect(followRange(seen, [...seen.slice(0, 2), ...seen.slice(4)], { first: 2, count: 2 })).toEqual({
      first: 2,
      count: 0,
      touched: true,
    });
  });

  it('are told when one of them changed', () => {
    expect(followRange(seen, written(3, 1, 'D'), { first: 2, count: 3 }).touched).toBe(true);
  });
});
