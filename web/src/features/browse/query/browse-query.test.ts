import { expect, it } from 'vitest';
import { fromFilter, isNarrowed, rangeOf, readQuery, sameFilter, toFilter, writeQuery } from './browse-query';
import { termsOf } from './search-terms';

const everything = readQuery(new URLSearchParams());

it('stands in the address and comes back from it', () => {
  const query = {
    ...everything,
    q: 'a & b="c"',
    source: 'room',
    room: 'r 1',
    status: 'error',
    from: '2026-01-31',
    to: '2026-02-01',
    page: 3,
  } as const;
  expect(readQuery(new URLSearchParams(writeQuery(query).toString()))).toEqual(query);
  expect(writeQuery(everything).toString()).toBe('');
});

it('leaves out what makes no sense', () => {
  const query = readQuery(
    new URLSearchParams('source=radio&status=<b>&days=-7&from=2026-99-99&to=yesterday&page=0'),
  );
  expect(query).toEqual(everything);
  expect(readQuery(new URLSearchParams('days=1e9&page=x')).days).toBeNull();
});

it('prefers the last days to a range', () => {
  expect(readQuery(new URLSearchParams('days=7&from=2026-01-01'))).toMatchObject({ days: 7, from: null });
});

it('is a filter and comes back from one', () => {
  const query = { ...everything, q: ' budget ', days: 30, page: 4 };
  expect(toFilter(query)).toMatchObject({ q: 'budget', days: 30, room: null });
  expect(fromFilter(toFilter(query))).toEqual({ ...query, q: 'budget', page: 1 });
  expect(sameFilter({ ...query, q: 'budget' }, { q: 'budget', days: 30 })).toBe(true);
  expect(sameFilter(query, { q: 'other' })).toBe(false);
  expect(isNarrowed({ ...everything, q: '  ' })).toBe(false);
  expect(isNarrowed({ ...everything, status: 'idle' })).toBe(true);
});

it('asks for whole days of this person', () => {
  const now = new Date(2026, 2, 1, 15, 30);
  expect(rangeOf({ ...everything, days: 2 }, now)).toEqual({ from: new Date(2026, 1, 28).toISOString() });
  expect(rangeOf({ ...everything, from: '2026-02-28', to: '2026-02-28' })).toEqual({
    from: new Date(2026, 1, 28).toISOString(),
    to: new Date(2026, 1, 28, 23, 59, 59, 999).toISOString(),
  });
});

it('marks words and phrases, not what is excluded', () => {
  expect(termsOf('budget or "book club" -lamp -"big lamp" ""')).toEqual(['budget', 'book club']);
});
