import type { Moment } from '@/lib/api/types';

const before = 32;
const length = 140;

/** Some of a text around the first thing that was found in it, with everything found marked. */
export function Excerpt({ text, highlights }: Pick<Moment, 'text' | 'highlights'>) {
  const found = highlights[0]?.from ?? 0;
  const start = found > before ? text.indexOf(' ', found - before) + 1 : 0;
  const end = Math.min(text.length, start + length);
  const parts: { key: number; text: string; marked: boolean }[] = [];
  let place = start;
  for (const { from, to } of highlights) {
    if (from < place || from >= end) continue;
    parts.push({ key: place, text: text.slice(place, from), marked: false });
    parts.push({ key: from, text: text.slice(from, Math.min(to, end)), marked: true });
    place = Math.min(to, end);
  }
  parts.push({ key: end, text: text.slice(place, end), marked: false });
  return (
    <>
      {start > 0 ? '… ' : null}
      {parts
        .filter((part) => part.text !== '')
        .map((part) => (part.marked ? <mark key={part.key}>{part.text}</mark> : part.text))}
      {end < text.length ? ' …' : null}
    </>
  );
}
