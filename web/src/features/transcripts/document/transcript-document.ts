import type { TopicWithWords } from '@/lib/api/types';

export interface Paragraph {
  kind: 'paragraph';
  key: string;
  speaker: number;
  /** False when the paragraph goes on with the words of the speaker above it. */
  opensTurn: boolean;
  start: number;
  /** Indices into the document's words: first inclusive, last exclusive. */
  first: number;
  last: number;
}

export interface TopicHeading {
  kind: 'topic';
  key: string;
  id: string;
  title: string;
  start: number;
}

export type Block = Paragraph | TopicHeading;

/** A transcript laid out for reading: flat arrays of words, and the blocks they are shown in. */
export interface TranscriptDocument {
  texts: readonly string[];
  starts: Float64Array;
  ends: Float64Array;
  /** True when the recogniser's words carry the spaces between them. */
  spaced: boolean;
  blocks: readonly Block[];
  paragraphs: readonly Paragraph[];
  speakers: readonly number[];
}

const longParagraph = 420;
const longPauseSeconds = 2;
const endsSentence = /[.!?…。！？]["'”’)\]]*\s*$/;

export function buildDocument(topics: readonly TopicWithWords[]): TranscriptDocument {
  const words = topics.flatMap((topic) => topic.words);
  const texts = words.map((word) => word.text);
  const starts = Float64Array.from(words, (word) => word.start);
  const ends = Float64Array.from(words, (word) => word.end);
  const spaced = texts.some((text, index) => index > 0 && /^\s|\s$/.test(text));
  const blocks: Block[] = [];
  const paragraphs: Paragraph[] = [];
  const speakers = new Set<number>();

  let index = 0;
  for (const topic of topics) {
    blocks.push({
      kind: 'topic',
      key: `topic-${topic.id}`,
      id: topic.id,
      title: topic.title,
      start: topic.timestamp,
    });
    let open: Paragraph | null = null;
    let length = 0;
    let previousSpeaker: number | null = null;
    for (const word of topic.words) {
      const speaker = word.speaker ?? 0;
      speakers.add(speaker);
      const last = index - 1;
      const breaksHere =
        open === null ||
        speaker !== open.speaker ||
        (endsSentence.test(texts[last] ?? '') &&
          (length > longParagraph || (length > 80 && word.start - (ends[last] ?? 0) > longPauseSeconds)));
      if (breaksHere) {
        open = {
          kind: 'paragraph',
          key: `p-${index}`,
          speaker,
          opensTurn: speaker !== previousSpeaker,
          start: word.start,
          first: index,
          last: index,
        };
        blocks.push(open);
        paragraphs.push(open);
        length = 0;
      }
      if (open) open.last = index + 1;
      previousSpeaker = speaker;
      length += word.text.length + 1;
      index += 1;
    }
  }

  return { texts, starts, ends, spaced, blocks, paragraphs, speakers: [...speakers].sort((a, b) => a - b) };
}

export function paragraphText(document: TranscriptDocument, { first, last }: Paragraph): string {
  return document.texts
    .slice(first, last)
    .join(document.spaced ? '' : ' ')
    .trim();
}
