import { expect, it } from 'vitest';
import { aMeeting, anEvent } from '@/testing/fixtures';
import { choicesOf, needsSelection } from './selection';

const now = new Date('2026-11-20T13:30:00Z');
const early = { start_time: '2026-11-20T14:00:00Z', end_time: '2026-11-20T15:00:00Z' };

it('an event whose meeting is open comes once, with the times and the title of the event', () => {
  const { ongoing, upcoming } = choicesOf(
    [aMeeting({ calendar_event_id: 'e1' })],
    [anEvent(), anEvent({ id: 'e2', title: null, ...early })],
    now,
  );
  expect(ongoing.map(({ title, endsAt, meeting }) => [title, endsAt, meeting?.id])).toEqual([
    ['Planning', '2026-11-20T14:00:00Z', 'm1'],
  ]);
  expect(upcoming.map(({ title, meeting }) => [title, meeting])).toEqual([['Busy', null]]);
});

it('a meeting that nobody planned, and one that is open before its time', () => {
  const { ongoing, upcoming } = choicesOf(
    [aMeeting(), aMeeting({ id: 'm2', calendar_event_id: 'e2' })],
    [anEvent({ id: 'e2', ...early })],
    now,
  );
  expect(ongoing.map(({ title }) => title)).toEqual(['Meeting without an event']);
  expect(upcoming.map(({ meeting }) => meeting?.id)).toEqual(['m2']);
});

it('what is over is no choice', () => {
  const over = anEvent({ start_time: '2026-11-20T12:00:00Z', end_time: '2026-11-20T13:00:00Z' });
  expect(choicesOf([], [over], now)).toEqual({ ongoing: [], upcoming: [] });
});

it('one chooses where there is a calendar, or more than one open meeting', () => {
  expect(needsSelection({ ics_enabled: false }, [])).toBe(false);
  expect(needsSelection({ ics_enabled: false }, [aMeeting()])).toBe(false);
  expect(needsSelection({ ics_enabled: true }, [])).toBe(true);
  expect(needsSelection({ ics_enabled: false }, [aMeeting(), aMeeting({ id: 'm2' })])).toBe(true);
});
