import { expect, it } from 'vitest';
import { questionOf, readView, writeView } from './question';

it('asks for whole days of this person up to today', () => {
  const now = new Date(2026, 2, 1, 0, 30);
  expect(questionOf({ days: 30, interval: 'day' }, now)).toEqual({
    from: '2026-01-31',
    to: '2026-03-01',
    interval: 'day',
  });
});

it('stands in the address, and nonsense there is the usual', () => {
  const view = { days: 365, interval: 'month' } as const;
  expect(readView(writeView(view))).toEqual(view);
  expect(readView(new URLSearchParams('days=-7&by=<b>'))).toEqual({ days: 90, interval: 'week' });
  expect(writeView({ days: 90, interval: 'week' }).toString()).toBe('');
});
