import { describe, expect, it } from 'vitest';
import {
  dayGroup,
  formatBytes,
  formatClock,
  formatDuration,
  formatMinutes,
  formatRemaining,
  formatTimes,
  formatUntil,
  formatWhen,
  spokenClock,
} from './format';

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [null, '0 s'],
    [42_400, '42 s'],
    [59_600, '1 min'],
    [720_000, '12 min'],
    [3_600_000, '1 h 00 min'],
    [3_840_000, '1 h 04 min'],
    [17_999_000, '5 h 00 min'],
  ])('%s ms is said as %s', (milliseconds, said) => {
    expect(formatDuration(milliseconds)).toBe(said);
  });
});

it.each([
  [0, '0s'],
  [42.4, '42s'],
  [60, '1m 0s'],
  [323, '5m 23s'],
  [3723, '1h 2m 3s'],
  [Number.NaN, '0s'],
])('%s s is exactly %s', (seconds, said) => {
  expect(formatMinutes(seconds)).toBe(said);
});

describe('positions', () => {
  it.each([
    [0, '0:00'],
    [7.9, '0:07'],
    [754, '12:34'],
    [3723, '1:02:03'],
    [Number.NaN, '0:00'],
  ])('%s s is shown as %s', (seconds, shown) => {
    expect(formatClock(seconds)).toBe(shown);
  });

  it('are spoken in whole words with the right number', () => {
    expect(spokenClock(3723)).toBe('1 hour 2 minutes 3 seconds');
    expect(spokenClock(61)).toBe('1 minute 1 second');
    expect(spokenClock(0)).toBe('0 seconds');
  });
});

describe('moments', () => {
  const now = new Date(2026, 10, 20, 14, 30);
  const at = (...[day, hour, minute]: [number, number, number]) =>
    new Date(2026, 10, day, hour, minute).toISOString();

  it('are relative while they are near and dates once they are far', () => {
    expect(formatWhen(at(20, 14, 30), now)).toBe('just now');
    expect(formatWhen(at(20, 14, 25), now)).toBe('5 min ago');
    expect(formatWhen(at(20, 11, 30), now)).toBe('3 h ago');
    expect(formatWhen(at(20, 7, 5), now)).toMatch(/^today, 0?7:05/);
    expect(formatWhen(at(19, 23, 50), now)).toMatch(/^yesterday, (23|11):50/);
    expect(formatWhen(at(17, 9, 0), now)).toMatch(/^Tuesday, /);
    expect(formatWhen(at(3, 9, 0), now)).toMatch(/3/);
    expect(formatWhen(new Date(2024, 10, 3).toISOString(), now)).toMatch(/2024/);
  });

  it('group a list by day, then by month', () => {
    expect(dayGroup(at(20, 0, 1), now)).toBe('Today');
    expect(dayGroup(at(19, 23, 59), now)).toBe('Yesterday');
    expect(dayGroup(at(14, 12, 0), now)).toBe('Past seven days');
    expect(dayGroup(at(13, 12, 0), now)).toBe('November 2026');
  });
});

it('sizes use decimal units', () => {
  expect([formatBytes(0), formatBytes(999), formatBytes(8_388_608), formatBytes(3_221_225_472)]).toEqual([
    '0 B',
    '999 B',
    '8.4 MB',
    '3.2 GB',
  ]);
});

it('what is left is rounded to what a person can use', () => {
  expect([3, 41, 61, 3700].map(formatRemaining)).toEqual([
    'a few seconds left',
    '45 s left',
    'about 2 min left',
    'about 1 h 02 min left',
  ]);
});

describe('times of a day', () => {
  const now = new Date(2026, 10, 20, 14, 30);
  const iso = (day: number, hour: number) => new Date(2026, 10, day, hour, 0).toISOString();

  it('have a day only where it is another one', () => {
    expect(formatTimes(iso(20, 15), iso(20, 16), now)).toMatch(/^(15:00|3:00 PM) to (16:00|4:00 PM)$/);
    expect(formatTimes(iso(21, 15), iso(21, 16), now)).toMatch(/21.* to (16:00|4:00 PM)$/);
    expect(formatTimes(iso(20, 23), iso(21, 1), now)).toMatch(/ to .*21/);
  });

  it('are said as what is left until then', () => {
    expect(formatUntil(new Date(now.getTime() + 61_000).toISOString(), now)).toBe('in 2 min');
    expect(formatUntil(now.toISOString(), now)).toBe('now');
  });
});
