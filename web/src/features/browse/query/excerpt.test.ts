import { expect, it } from 'vitest';
import { excerptOf, plainSnippet } from './excerpt';

it('begins a long turn shortly before what was found', () => {
  const text = `${'word '.repeat(100)}zodiacal light`;
  const from = text.indexOf('zodiacal');
  const excerpt = excerptOf({ text, highlights: [{ from, to: from + 8 }] });
  const [mark] = excerpt.highlights;
  expect(excerpt.text.startsWith('… word ')).toBe(true);
  expect(excerpt.text.slice(mark?.from, mark?.to)).toBe('zodiacal');
  expect(mark?.from).toBeLessThan(70);
});

it('leaves a short one, and one without spaces, whole enough', () => {
  const short = { text: 'zodiacal light', highlights: [{ from: 0, to: 8 }] };
  expect(excerptOf(short)).toEqual(short);
  const long = excerptOf({ text: 'x'.repeat(200), highlights: [{ from: 150, to: 151 }] });
  expect(long.highlights).toEqual([{ from: 2, to: 3 }]);
  expect(excerptOf({ text: 'nothing marked', highlights: [] }).text).toBe('nothing marked');
});

it('shows a summary without its Markdown', () => {
  expect(plainSnippet('...# Recap **Budget** and `x` - The')).toBe('...# Recap Budget and x - The');
  expect(plainSnippet('## Recap\n\n__Budget__')).toBe('Recap Budget');
});
