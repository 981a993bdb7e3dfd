import { Select, TextInput } from '@mantine/core';
import type { Room } from '@/lib/api/types';
import type { BrowseQuery } from '../query/browse-query';
import classes from './filter-panel.module.css';
import { SavedFilters } from './saved-filters';

const sources = [
  { source: null, label: 'All transcripts' },
  { source: 'live', label: 'Live' },
  { source: 'file', label: 'Uploaded' },
] as const;

const statuses = [
  { value: 'ended', label: 'Finished' },
  { value: 'processing', label: 'Processing' },
  { value: 'uploaded', label: 'Queued' },
  { value: 'recording', label: 'Being recorded' },
  { value: 'error', label: 'Failed' },
  { value: 'idle', label: 'Without a recording' },
];

const times = [
  { value: '1', label: 'Today' },
  { value: '7', label: 'The last 7 days' },
  { value: '30', label: 'The last 30 days' },
  { value: '90', label: 'The last 90 days' },
  { value: '365', label: 'The last year' },
  { value: 'range', label: 'From a day to a day' },
];

interface FilterPanelProps {
  query: BrowseQuery;
  rooms: readonly Room[];
  me: string | null;
  onChange: (change: Partial<BrowseQuery>) => void;
}

export function FilterPanel({ query, rooms, me, onChange }: FilterPanelProps) {
  const isRange = query.from !== null || query.to !== null;
  const mine = rooms.filter(({ user_id }) => user_id === me);
  const shared = rooms.filter(({ user_id }) => user_id !== me);
  const today = () => new Date().toLocaleDateString('sv');
  const changeTime = (value: string | null) =>
    onChange(
      value === 'range'
        ? { days: null, from: today(), to: null }
        : { days: value === null ? null : Number(value), from: null, to: null },
    );

  return (
    <div className={classes.panel}>
      <ul className={classes.list} aria-label="Kinds of transcripts">
        {sources.map(({ source, label }) => (
          <FilterItem
            key={label}
            label={label}
            isActive={query.room === null && query.source === source}
            onPick={() => onChange({ source, room: null })}
          />
        ))}
      </ul>
      <RoomFilters heading="My rooms" rooms={mine} query={query} onChange={onChange} />
      <RoomFilters heading="Shared rooms" rooms={shared} query={query} onChange={onChange} />
      <div className={classes.fields}>
        <Select
          label="When"
          placeholder="Any time"
          clearable
          data={times}
          value={isRange ? 'range' : query.days === null ? null : String(query.days)}
          onChange={changeTime}
          comboboxProps={{ shadow: 'md' }}
        />
        {isRange ? (
          <>
            <TextInput
              type="date"
              label="First day"
              value={query.from ?? ''}
              max={query.to ?? undefined}
              onChange={(event) => onChange({ from: event.currentTarget.value || null })}
            />
            <TextInput
              type="date"
              label="Last day"
              value={query.to ?? ''}
              min={query.from ?? undefined}
              onChange={(event) => onChange({ to: event.currentTarget.value || null })}
            />
          </>
        ) : null}
        <Select
          label="Status"
          placeholder="Any"
          clearable
          data={statuses}
          value={query.status}
          onChange={(value) => onChange({ status: value as BrowseQuery['status'] })}
          comboboxProps={{ shadow: 'md' }}
        />
      </div>
      {me === null ? null : <SavedFilters query={query} onChange={onChange} />}
    </div>
  );
}

interface RoomFiltersProps {
  heading: string;
  rooms: readonly Room[];
  query: BrowseQuery;
  onChange: FilterPanelProps['onChange'];
}

function RoomFilters({ heading, rooms, query, onChange }: RoomFiltersProps) {
  if (rooms.length === 0) return null;
  return (
    <section>
      <h2 className={classes.heading}>{heading}</h2>
      <ul className={classes.list}>
        {rooms.map(({ id, name }) => (
          <FilterItem
            key={id}
            label={name}
            isActive={query.room === id}
            onPick={() => onChange({ room: id, source: null })}
          />
        ))}
      </ul>
    </section>
  );
}

function FilterItem({ label, isActive, onPick }: { label: string; isActive: boolean; onPick: () => void }) {
  return (
    <li>
      <button type="button" className={classes.item} aria-pressed={isActive} title={label} onClick={onPick}>
        {label}
      </button>
    </li>
  );
}
