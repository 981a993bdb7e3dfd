import type { FilterQuery, SourceKind, TranscriptStatus } from '@/lib/api/types';

/** What the list is narrowed to, as it stands in the address. */
export interface BrowseQuery {
  q: string;
  source: SourceKind | null;
  room: string | null;
  status: TranscriptStatus | null;
  /** Only the last days; null when `from` and `to` say it, or nothing does. */
  days: number | null;
  from: string | null;
  to: string | null;
  page: number;
}

const sources: readonly string[] = ['room', 'live', 'file'] satisfies SourceKind[];
const statuses: readonly string[] = [
  'idle',
  'uploaded',
  'recording',
  'processing',
  'error',
  'ended',
] satisfies TranscriptStatus[];

const oneOf = <T extends string>(value: string | null, known: readonly string[]) =>
  value !== null && known.includes(value) ? (value as T) : null;

const aDay = (value: string | null) =>
  value !== null && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;

const aNumber = (value: string | null, most: number) => {
  const number = Number(value ?? '');
  return Number.isInteger(number) && number >= 1 && number <= most ? number : null;
};

/** Whatever in the address makes no sense is left out. */
export function readQuery(params: URLSearchParams): BrowseQuery {
  const days = aNumber(params.get('days'), 3660);
  return {
    q: params.get('q') ?? '',
    source: oneOf<SourceKind>(params.get('source'), sources),
    room: params.get('room'),
    status: oneOf<TranscriptStatus>(params.get('status'), statuses),
    days,
    from: days === null ? aDay(params.get('from')) : null,
    to: days === null ? aDay(params.get('to')) : null,
    page: aNumber(params.get('page'), 100_000) ?? 1,
  };
}

export function writeQuery(query: BrowseQuery): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of ['q', 'source', 'room', 'status', 'days', 'from', 'to'] as const) {
    const value = query[name];
    if (value !== null && value !== '') params.set(name, String(value));
  }
  if (query.page > 1) params.set('page', String(query.page));
  return params;
}

export const isNarrowed = ({ q, source, room, status, days, from, to }: BrowseQuery) =>
  q.trim() !== '' || [source, room, status, days, from, to].some((value) => value !== null);

export const toFilter = ({ q, source, room, status, days, from, to }: BrowseQuery): FilterQuery => ({
  q: q.trim() === '' ? null : q.trim(),
  source,
  room,
  status,
  days,
  from,
  to,
});

export const fromFilter = (filter: FilterQuery): BrowseQuery => ({
  q: filter.q ?? '',
  source: filter.source ?? null,
  room: filter.room ?? null,
  status: filter.status ?? null,
  days: filter.days ?? null,
  from: filter.from ?? null,
  to: filter.to ?? null,
  page: 1,
});

export const sameFilter = (query: BrowseQuery, filter: FilterQuery) =>
  writeQuery({ ...query, page: 1 }).toString() === writeQuery(fromFilter(filter)).toString();

/** The range as moments in time, by the days of this person's zone. */
export function rangeOf({ days, from, to }: BrowseQuery, now = new Date()): { from?: string; to?: string } {
  if (days !== null) {
    const first = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days + 1);
    return { from: first.toISOString() };
  }
  return {
    ...(from === null ? {} : { from: new Date(`${from}T00:00:00`).toISOString() }),
    ...(to === null ? {} : { to: new Date(`${to}T23:59:59.999`).toISOString() }),
  };
}
