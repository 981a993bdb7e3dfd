import { expect, it } from 'vitest';
import { words } from '@/testing/fixtures';
import { blockAt, blocksOf } from './blocks';

it('a block opens with every turn, and goes on behind a sentence of a long one', () => {
  const sentence = `${'word '.repeat(64)}end.`;
  const text = [
    ...words('Hi there.', 0, 1),
    ...words(`${sentence} ${sentence}`, 2, 0),
    ...words('Bye.', 99, 1),
  ];
  const blocks = blocksOf(text);
  expect(blocks.map(({ first, count, speaker, opensTurn }) => [first, count, speaker, opensTurn])).toEqual([
    [0, 2, 1, true],
    [2, 65, 0, true],
    [67, 65, 0, false],
    [132, 1, 1, true],
  ]);
  expect(blockAt(blocks, 66)).toBe(blocks[1]);
  expect(blockAt(blocks, 999)).toBeUndefined();
});

it('somebody who ends no sentence is cut all the same', () => {
  const blocks = blocksOf(words('word '.repeat(300).trim()));
  expect(Math.max(...blocks.map(({ count }) => count))).toBe(120);
  expect(blocks.reduce((sum, { count }) => sum + count, 0)).toBe(300);
});

it('no words are no blocks', () => {
  expect(blocksOf([])).toEqual([]);
});
