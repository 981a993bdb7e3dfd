import { expect, it } from 'vitest';
import { aResult } from '@/testing/fixtures';
import { applyToPage } from './live-list';

const page = {
  results: [aResult({ id: 'a', status: 'processing' }), aResult({ id: 'b' })],
  total: 2,
  query: null,
  limit: 20,
  offset: 0,
};

it('changes what was told of a row, and only that row', () => {
  const ended = applyToPage(page, { event: 'TRANSCRIPT_STATUS', data: { id: 'a', value: 'ended' } });
  const titled = applyToPage(ended, { event: 'TRANSCRIPT_FINAL_TITLE', data: { id: 'a', title: 'New' } });
  const timed = applyToPage(titled, { event: 'TRANSCRIPT_DURATION', data: { id: 'a', duration: 7 } });
  expect(timed.results[0]).toMatchObject({ status: 'ended', title: 'New', duration: 7 });
  expect(timed.results[1]).toBe(page.results[1]);
});

it('takes a deleted row away', () => {
  const after = applyToPage(page, { event: 'TRANSCRIPT_DELETED', data: { id: 'a' } });
  expect(after.results.map(({ id }) => id)).toEqual(['b']);
  expect(after.total).toBe(1);
});

it('is the same page when another transcript is meant', () => {
  expect(applyToPage(page, { event: 'TRANSCRIPT_DELETED', data: { id: 'c' } })).toBe(page);
  expect(applyToPage(page, { event: 'TRANSCRIPT_CREATED', data: { id: 'c' } })).toBe(page);
});
