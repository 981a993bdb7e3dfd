import { Highlight } from '@mantine/core';
import type { Moment } from '@/lib/api/types';

const markStyle = { background: 'var(--r-match)', color: 'inherit', borderRadius: 3 };

/** Text in which what was searched for is marked. */
export function Marked({ text, terms }: { text: string; terms: string[] }) {
  return (
    <Highlight component="span" inherit highlight={terms} highlightStyles={markStyle}>
      {text}
    </Highlight>
  );
}

/** The same where the server says what was found: a word in another form, too. */
export function MarkedMoment({ text, highlights }: Pick<Moment, 'text' | 'highlights'>) {
  const parts = [];
  let end = 0;
  for (const { from, to } of highlights) {
    if (from < end || to > text.length) continue;
    parts.push(
      <span key={end}>{text.slice(end, from)}</span>,
      <mark key={`m${from}`} style={markStyle}>
        {text.slice(from, to)}
      </mark>,
    );
    end = to;
  }
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  );
}
