import { describe, expect, it } from 'vitest';
import { cutBySources, findSources } from './find-sources';

const moment = (start: number) => ({ start, end: start + 2, quote: 'said' });

describe('findSources', () => {
  const find = findSources([
    { text: 'The release waits.', moments: [moment(3)] },
    { text: 'Nobody knows.', moments: [] },
  ]);

  it('knows a piece by how it reads', () => {
    expect(find(' The  release\nwaits. ')).toEqual([moment(3)]);
    expect(find('Nobody knows.')).toEqual([]);
  });

  it('knows no source of what somebody rewrote, nor of what nobody looked for', () => {
    expect(find('The release does not wait.')).toBeNull();
    expect(findSources(null)('The release waits.')).toBeNull();
  });
});

describe('cutBySources', () => {
  it('cuts behind each sentence that has a source', () => {
    const pieces = cutBySources('One. Two. Three.', [
      { text: 'Two.', moments: [moment(2)] },
      { text: 'One.', moments: [moment(1)] },
    ]);
    expect(pieces.map(({ text }) => text)).toEqual(['One.', ' Two.', ' Three.']);
    expect(pieces.map(({ moments }) => moments?.[0]?.start ?? null)).toEqual([1, 2, null]);
  });

  it('leaves a text without sources whole', () => {
    expect(cutBySources('One.', null)).toEqual([{ text: 'One.', moments: null }]);
  });
});
