const locale = globalThis.navigator?.language?.startsWith('en') ? globalThis.navigator.language : 'en-GB';

/** `1 h 04 min`, `12 min`, `42 s`. */
export function formatDuration(milliseconds: number | null | undefined): string {
  if (!milliseconds || milliseconds < 0) return '0 s';
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** An exact length: `42s`, `5m 23s`, `1h 2m 3s`. */
export function formatMinutes(seconds: number): string {
  const whole = Math.max(0, Math.round(Number.isFinite(seconds) ? seconds : 0));
  const minutes = Math.floor(whole / 60) % 60;
  if (whole < 60) return `${whole}s`;
  return `${whole >= 3600 ? `${Math.floor(whole / 3600)}h ` : ''}${minutes}m ${whole % 60}s`;
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
  const parts = (
    [
      [Math.floor(whole / 3600), 'hour'],
      [Math.floor(whole / 60) % 60, 'minute'],
      [whole % 60, 'second'],
    ] as const
  )
    .filter(([n], index) => n > 0 || (index === 2 && whole === 0))
    .map(([n, unit]) => `${n} ${unit}${n === 1 ? '' : 's'}`);
  return parts.join(' ');
}

const sameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();
const daysBetween = (a: Date, b: Date) =>
  Math.round((new Date(a).setHours(0, 0, 0, 0) - new Date(b).setHours(0, 0, 0, 0)) / 86_400_000);

/** `just now`, `5 min ago`, `3 h ago`, `yesterday, 14:02`, `Monday, 14:02`, `3 Nov`, `3 Nov 2024`. */
export function formatWhen(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const minutes = Math.floor((now.getTime() - date.getTime()) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const time = date.toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' });
  if (sameDay(date, now)) return minutes < 360 ? `${Math.floor(minutes / 60)} h ago` : `today, ${time}`;
  const days = daysBetween(now, date);
  if (days === 1) return `yesterday, ${time}`;
  if (days < 7) return `${date.toLocaleDateString(locale, { weekday: 'long' })}, ${time}`;
  const sameYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString(locale, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}

/** The heading a list groups this day under: `Today`, `Yesterday`, `Earlier this week`, `November 2026`. */
export function dayGroup(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const days = daysBetween(now, date);
  if (days <= 0) return 'Today';
  if (days === 1) return 'Yesterday';
  if (days < 7) return 'Past seven days';
  return date.toLocaleDateString(locale, { month: 'long', year: 'numeric' });
}

/** `Friday, 20 November 2026 at 14:02`. */
export function formatFull(iso: string): string {
  return new Date(iso).toLocaleString(locale, { dateStyle: 'full', timeStyle: 'short' });
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
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** What is left, said the way people do: `a few seconds left`, `about 4 min left`. */
export function formatRemaining(seconds: number): string {
  if (seconds < 10) return 'a few seconds left';
  if (seconds < 60) return `${Math.ceil(seconds / 5) * 5} s left`;
  return `about ${formatDuration(Math.ceil(seconds / 60) * 60_000)} left`;
}

/** `14:00`; with the day when it is another one than the present. */
export function formatTime(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const time = date.toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' });
  if (sameDay(date, now)) return time;
  const day = date.toLocaleDateString(locale, { weekday: 'short', day: 'numeric', month: 'short' });
  return `${day}, ${time}`;
}

/** `14:00 to 15:30`. */
export function formatTimes(startIso: string, endIso: string, now = new Date()): string {
  const start = new Date(startIso);
  return `${formatTime(startIso, now)} to ${formatTime(endIso, sameDay(start, new Date(endIso)) ? new Date(endIso) : now)}`;
}

/** `in 12 min`, `in 1 h 05 min`, `now`. */
export function formatUntil(iso: string, now = new Date()): string {
  const minutes = Math.ceil((new Date(iso).getTime() - now.getTime()) / 60_000);
  return minutes <= 0 ? 'now' : `in ${formatDuration(minutes * 60_000)}`;
}

/** A day without a time, `2026-11-20`: `20 Nov 2026`. */
export function formatDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date).toLocaleDateString(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}

/** `12,345.5` */
export const formatNumber = (value: number): string => value.toLocaleString(locale);
