import { currentLocale, t } from '@/texts';

/** `1 h 04 min`, `12 min`, `42 s`. */
export function formatDuration(milliseconds: number | null | undefined): string {
  if (!milliseconds || milliseconds < 0) return t('time.seconds', { count: 0 });
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return t('time.seconds', { count: seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return t('time.minutes', { count: minutes });
  return t('time.hoursMinutes', {
    hours: Math.floor(minutes / 60),
    minutes: String(minutes % 60).padStart(2, '0'),
  });
}

/** An exact length: `42s`, `5m 23s`, `1h 2m 3s`. */
export function formatMinutes(seconds: number): string {
  const whole = Math.max(0, Math.round(Number.isFinite(seconds) ? seconds : 0));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  if (whole < 60) return t('time.exactSeconds', { seconds: rest });
  if (hours === 0) return t('time.exactMinutes', { minutes, seconds: rest });
  return t('time.exactHours', { hours, minutes, seconds: rest });
}

/** A position in a recording: `0:07`, `12:34`, `1:02:03`. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  const s = String(whole % 60).padStart(2, '0');
  const m = Math.floor(whole / 60) % 60;
  const h = Math.floor(whole / 3600);
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s}` : `${m}:${s}`;
}

/** A position in words, for a screen reader: `1 hour 2 minutes 3 seconds`. */
export function spokenClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const parts = [
    hours > 0 && t('time.spokenHours', { count: hours }),
    minutes > 0 && t('time.spokenMinutes', { count: minutes }),
    (rest > 0 || whole === 0) && t('time.spokenSeconds', { count: rest }),
  ];
  return parts.filter(Boolean).join(' ');
}

const sameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();
const daysBetween = (a: Date, b: Date) =>
  Math.round((new Date(a).setHours(0, 0, 0, 0) - new Date(b).setHours(0, 0, 0, 0)) / 86_400_000);

/** `just now`, `5 min ago`, `3 h ago`, `yesterday, 14:02`, `Monday, 14:02`, `3 Nov`, `3 Nov 2024`. */
export function formatWhen(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const minutes = Math.floor((now.getTime() - date.getTime()) / 60_000);
  if (minutes < 1) return t('time.justNow');
  if (minutes < 60) return t('time.minutesAgo', { count: minutes });
  const time = date.toLocaleTimeString(currentLocale(), { hour: 'numeric', minute: '2-digit' });
  if (sameDay(date, now))
    return minutes < 360
      ? t('time.hoursAgo', { count: Math.floor(minutes / 60) })
      : t('time.todayAt', { time });
  const days = daysBetween(now, date);
  if (days === 1) return t('time.yesterdayAt', { time });
  if (days < 7) {
    return t('time.dayAt', { day: date.toLocaleDateString(currentLocale(), { weekday: 'long' }), time });
  }
  const sameYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString(currentLocale(), {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}

/** The heading a list groups this day under: `Today`, `Yesterday`, `Earlier this week`, `November 2026`. */
export function dayGroup(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const days = daysBetween(now, date);
  if (days <= 0) return t('time.today');
  if (days === 1) return t('time.yesterday');
  if (days < 7) return t('time.pastWeek');
  return date.toLocaleDateString(currentLocale(), { month: 'long', year: 'numeric' });
}

/** `Friday, 20 November 2026 at 14:02`. */
export function formatFull(iso: string): string {
  return new Date(iso).toLocaleString(currentLocale(), { dateStyle: 'full', timeStyle: 'short' });
}

/** `8.4 MB`; decimal units, as file managers show them. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString(currentLocale(), { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${units[unit]}`;
}

/** What is left, said the way people do: `a few seconds left`, `about 4 min left`. */
export function formatRemaining(seconds: number): string {
  if (seconds < 10) return t('time.fewSecondsLeft');
  if (seconds < 60) return t('time.secondsLeft', { count: Math.ceil(seconds / 5) * 5 });
  return t('time.aboutLeft', { duration: formatDuration(Math.ceil(seconds / 60) * 60_000) });
}

/** `14:00`; with the day when it is another one than the present. */
export function formatTime(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const time = date.toLocaleTimeString(currentLocale(), { hour: 'numeric', minute: '2-digit' });
  if (sameDay(date, now)) return time;
  const day = date.toLocaleDateString(currentLocale(), { weekday: 'short', day: 'numeric', month: 'short' });
  return t('time.dayAt', { day, time });
}

/** `14:00 to 15:30`. */
export function formatTimes(startIso: string, endIso: string, now = new Date()): string {
  const start = new Date(startIso);
  const end = new Date(endIso);
  return t('time.span', {
    start: formatTime(startIso, now),
    end: formatTime(endIso, sameDay(start, end) ? end : now),
  });
}

/** `in 12 min`, `in 1 h 05 min`, `now`. */
export function formatUntil(iso: string, now = new Date()): string {
  const minutes = Math.ceil((new Date(iso).getTime() - now.getTime()) / 60_000);
  return minutes <= 0 ? t('time.now') : t('time.in', { duration: formatDuration(minutes * 60_000) });
}

/** A day without a time, `2026-11-20`: `20 Nov 2026`. */
export function formatDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date).toLocaleDateString(currentLocale(), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}

/** `12,345.5` */
export const formatNumber = (value: number): string => value.toLocaleString(currentLocale());
