import { describe, expect, it } from 'vitest';
import { aTopic, words } from '@/testing/fixtures';
import { actionItemsMarkdown } from './markdown';
import { findSilences } from './silences';
import { initialsOf, speakerName } from '@/lib/speakers';
import { buildDocument, paragraphText } from './transcript-document';

const layout = (...topics: ReturnType<typeof aTopic>[]) => {
  const document = buildDocument(topics);
  return document.blocks.map((block) =>
    block.kind === 'topic'
      ? `# ${block.title}`
      : `${block.opensTurn ? block.speaker : '-'}: ${paragraphText(document, block)}`,
  );
};

describe('layout', () => {
  it('opens a paragraph for every turn, under its topic', () => {
    expect(
      layout(
        aTopic('a', [
          ...words('Good morning everyone.', 0, 0),
          ...words('Hello.', 2, 1),
          ...words('So.', 3, 0),
        ]),
        aTopic('b', words('Next point.', 5, 0)),
      ),
    ).toEqual([
      '# Topic a',
      '0: Good morning everyone.',
      '1: Hello.',
      '0: So.',
      '# Topic b',
      '0: Next point.',
    ]);
  });

  it('breaks a long turn only between sentences', () => {
    const sentence = `${'word '.repeat(50)}end.`;
    const paragraphs = layout(aTopic('a', words(`${sentence} ${sentence} ${sentence} ${sentence}`)));
    expect(paragraphs.length).toBeGreaterThan(2);
    expect(paragraphs.slice(1).every((text) => text.endsWith('end.'))).toBe(true);
    expect(paragraphs[2]).toMatch(/^-: /);
  });

  it('loses and doubles no word', () => {
    const topics = [aTopic('a', words('one two three. four', 0, 1)), aTopic('b', words('five six', 9, 0))];
    const document = buildDocument(topics);
    expect(document.paragraphs.map((p) => paragraphText(document, p)).join(' ')).toBe(
      'one two three. four five six',
    );
    expect([...document.starts]).toEqual([0, 0.5, 1, 1.5, 9, 9.5]);
    expect(document.speakers).toEqual([0, 1]);
  });

  it('keeps the spaces of a recogniser that writes them itself', () => {
    const spaced = [' Hello', ' there', '.'].map((text, i) => ({ text, start: i, end: i + 1, speaker: 0 }));
    expect(layout(aTopic('a', spaced))).toEqual(['# Topic a', '0: Hello there.']);
  });

  it('is empty for a silent recording', () => {
    expect(buildDocument([])).toMatchObject({ texts: [], blocks: [], paragraphs: [] });
  });
});

describe('silences', () => {
  it('are the long pauses, with a margin on both sides', () => {
    const { starts, ends } = buildDocument([
      aTopic('a', [...words('a b', 3), ...words('c', 4.2), ...words('d', 10)]),
    ]);
    expect(findSilences(starts, ends)).toEqual([
      { from: 0.25, to: 2.75 },
      { from: expect.closeTo(4.85), to: 9.75 },
    ]);
  });
});

it('action items are a list to tick off', () => {
  const markdown = actionItemsMarkdown({
    decisions: [{ decision: 'Meet again', decided_by: 'Ann' }],
    next_steps: [{ task: 'Send the notes', assigned_to: 'Bo', deadline: 'Friday' }],
  } as never);
  expect(markdown).toContain('- Meet again (Ann)\n');
  expect(markdown).toContain('- [ ] Send the notes (Bo, Friday)\n');
});

it('speakers are called as they are called in exports', () => {
  expect(speakerName([{ id: 'p', speaker: 1, name: 'Ann' } as never], 1)).toBe('Ann');
  expect(speakerName(null, 2)).toBe('Speaker 2');
  expect([
    initialsOf('Priya Raman'),
    initialsOf('Ann'),
    initialsOf('Jan van der Berg'),
    initialsOf(''),
  ]).toEqual(['PR', 'A', 'JB', '']);
});
