import { describe, expect, it } from 'vitest';
import { lastAtOrBefore, neighbouringStart, spokenWordAt } from './word-lookup';

const starts = Float64Array.of(1, 1.5, 2, 10);
const ends = Float64Array.of(1.4, 1.9, 2.5, 10.4);

describe('the spoken word', () => {
  it.each([
    [0, -1],
    [0.99, -1],
    [1, 0],
    [1.45, 0],
    [1.5, 1],
    [2.4, 2],
    [3.05, 2],
    [3.2, -1],
    [10.2, 3],
    [500, -1],
  ])('at %s s is number %i', (seconds, index) => {
    expect(spokenWordAt(starts, ends, seconds)).toBe(index);
  });

  it('agrees with a search from the front on every position', () => {
    const many = Float64Array.from({ length: 2000 }, (_, i) => i * 0.37);
    for (let seconds = -1; seconds < 750; seconds += 0.61) {
      expect(lastAtOrBefore(many, seconds)).toBe(many.findLastIndex((start) => start <= seconds));
    }
  });
});

describe('stepping by words', () => {
  it.each([
    [1, 1, 1.5],
    [1.49, 1, 2],
    [1.5, -1, 1],
    [1.7, -1, 1],
    [5, 1, 10],
    [0, 1, 1],
    [1, -1, 1],
    [10, 1, null],
  ] as const)('from %s s by %i goes to %s', (seconds, step, target) => {
    expect(neighbouringStart(starts, seconds, step)).toBe(target);
  });

  it('has nowhere to go without words', () => {
    expect(neighbouringStart([], 3, 1)).toBeNull();
  });
});
