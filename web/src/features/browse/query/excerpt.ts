import type { Moment } from '@/lib/api/types';

type Marked = Pick<Moment, 'text' | 'highlights'>;

const lead = 60;

/** A long turn from shortly before what was found in it, so that this is what one sees. */
export function excerptOf({ text, highlights }: Marked): Marked {
  const first = highlights[0]?.from ?? 0;
  if (first <= lead) return { text, highlights };
  const space = text.indexOf(' ', first - lead);
  const cut = space < 0 || space >= first ? first : space + 1;
  const shift = 2 - cut;
  return {
    text: `… ${text.slice(cut)}`,
    highlights: highlights.map(({ from, to }) => ({ from: from + shift, to: to + shift })),
  };
}

/** A piece of a summary without the signs of its Markdown. */
export const plainSnippet = (snippet: string) =>
  snippet
    .replace(/\*\*|__|`|^#+\s|\s#+(?=\s)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
