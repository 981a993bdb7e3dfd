import { describe, expect, it } from 'vitest';
import { SearchableText } from './find-words';

const words = 'The Café is nice. The cafe in Zürich, the best.'.split(' ');
const text = new SearchableText(words, false);
const found = (typed: string) =>
  text.find(typed).map(({ first, last }) => words.slice(first, last).join(' '));

describe('SearchableText', () => {
  it('finds words whatever their case and accents', () => {
    expect(found('cafe')).toEqual(['Café', 'cafe']);
    expect(found('CAFÉ')).toEqual(['Café', 'cafe']);
    expect(found('zurich')).toEqual(['Zürich,']);
  });

  it('finds parts of words and several words in a row', () => {
    expect(found('ic')).toEqual(['nice.', 'Zürich,']);
    expect(found('fe in zu')).toEqual(['cafe in Zürich,']);
    expect(found('  is   nice ')).toEqual(['is nice.']);
  });

  it('takes signs as signs', () => {
    expect(found('.*')).toEqual([]);
    expect(found('nice. the')).toEqual(['nice. The']);
  });

  it('finds nothing for nothing', () => {
    expect(text.find('   ')).toEqual([]);
    expect(new SearchableText([], false).find('x')).toEqual([]);
  });

  it('reads words that carry their spaces', () => {
    const spaced = new SearchableText([' Wir', ' sind', ' hier', '.'], true);
    expect(spaced.find('sind hier.')).toEqual([{ first: 1, last: 4 }]);
  });
});
