import { expect, it } from 'vitest';
import { cutAtCitations } from './citations';

it('cuts an answer at its numbers in brackets and nowhere else', () => {
  expect(cutAtCitations('On Friday [2][11]. [sic] a[0')).toEqual([
    'On Friday ',
    { number: 2 },
    { number: 11 },
    '. [sic] a[0',
  ]);
  expect(cutAtCitations('')).toEqual([]);
});
