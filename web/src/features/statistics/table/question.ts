import type { StatisticsInterval } from '@/lib/api/types';
import type { StatisticsQuestion } from '../api/get-statistics';

const intervals: readonly StatisticsInterval[] = ['day', 'week', 'month'];
const spans = [30, 90, 365, 1095] as const;
export type Span = (typeof spans)[number];

const dayOf = (date: Date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

export interface StatisticsView {
  days: Span;
  interval: StatisticsInterval;
}

/** What the address asks for; what makes no sense is the usual. */
export function readView(params: URLSearchParams): StatisticsView {
  const days = Number(params.get('days'));
  const interval = params.get('by');
  return {
    days: spans.find((span) => span === days) ?? 90,
    interval: intervals.find((known) => known === interval) ?? 'week',
  };
}

export function writeView({ days, interval }: StatisticsView): URLSearchParams {
  const params = new URLSearchParams();
  if (days !== 90) params.set('days', String(days));
  if (interval !== 'week') params.set('by', interval);
  return params;
}

export function questionOf({ days, interval }: StatisticsView, now = new Date()): StatisticsQuestion {
  const first = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days + 1);
  return { from: dayOf(first), to: dayOf(now), interval };
}
