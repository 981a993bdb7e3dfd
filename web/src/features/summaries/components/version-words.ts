import type { SummaryVersion } from '@/lib/api/types';

const templates: Partial<Record<string, string>> = {
  decisions: 'Decisions and actions',
  interview: 'Interview',
  standup: 'Stand-up',
  lecture: 'Lecture',
  own: 'Own wishes',
};

export function originWords({ origin, number }: SummaryVersion): string {
  switch (origin) {
    case 'processed':
      return `${number}. With the recording`;
    case 'regenerated':
      return `${number}. Written anew`;
    case 'restored':
      return `${number}. Brought back`;
    default:
      return `${number}. Edited by hand`;
  }
}

/** Who and what it is from: `Anna, by the language model phi-4, Lecture`. */
export function madeBy({ created_by, generated_by, template }: SummaryVersion): string {
  const writer = generated_by?.startsWith('llm:')
    ? `language model ${generated_by.slice(4)}`
    : generated_by === 'extractive'
      ? 'picked from the text'
      : null;
  return [created_by, writer, template ? (templates[template] ?? null) : null].filter(Boolean).join(', ');
}
