import { describe, expect, it } from 'vitest';
import { move, rangeOf, select, selectionOf, within } from './selection';

const block = { first: 2, count: 4 };

describe('moving', () => {
  it.each([
    ['previous', 2],
    ['next', 4],
    ['first', 0],
    ['last', 9],
    ['blockStart', 2],
    ['blockEnd', 5],
  ] as const)('%s leads to word %i', (step, expected) => {
    expect(move(select(3), step, false, 10, block)).toEqual(select(expected));
  });

  it('stops at both ends', () => {
    expect(move(select(0), 'previous', false, 10, block)).toEqual(select(0));
    expect(move(select(9), 'next', true, 10, block)).toEqual(select(9));
    expect(move(select(0), 'last', false, 0, { first: 0, count: 0 })).toEqual(select(0));
  });

  it('extends from where the selection began, in both directions', () => {
    const two = move(select(3), 'next', true, 10, block);
    expect(rangeOf(two)).toEqual({ first: 3, count: 2 });
    const back = move(move(two, 'previous', true, 10, block), 'previous', true, 10, block);
    expect(rangeOf(back)).toEqual({ first: 2, count: 2 });
    expect(back.focus).toBe(2);
  });

  it('leaves a selection at its edge', () => {
    const selected = { anchor: 6, focus: 3 };
    expect(move(selected, 'previous', false, 10, block)).toEqual(select(3));
    expect(move(selected, 'next', false, 10, block)).toEqual(select(6));
  });
});

it('a selection keeps its direction over other words', () => {
  expect(selectionOf({ first: 4, count: 3 }, { anchor: 2, focus: 0 })).toEqual({ anchor: 6, focus: 4 });
  expect(selectionOf({ first: 4, count: 3 })).toEqual({ anchor: 4, focus: 6 });
  expect(selectionOf({ first: 4, count: 0 })).toEqual(select(4));
});

it('a selection stays within the text', () => {
  expect(within({ anchor: 3, focus: 9 }, 5)).toEqual({ anchor: 3, focus: 4 });
  expect(within(select(2), 0)).toEqual(select(0));
});
