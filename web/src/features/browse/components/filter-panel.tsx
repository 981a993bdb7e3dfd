import { Select, TextInput } from '@mantine/core';
import type { Room } from '@/lib/api/types';
import { t } from '@/texts';
import type { BrowseQuery } from '../query/browse-query';
import classes from './filter-panel.module.css';
import { SavedFilters } from './saved-filters';

const sources = [
  { source: null, labelKey: 'browse.filters.all' },
  { source: 'live', labelKey: 'browse.filters.live' },
  { source: 'file', labelKey: 'browse.filters.uploaded' },
] as const;

const statuses = () => [
  { value: 'ended', label: t('browse.statuses.ended') },
  { value: 'processing', label: t('browse.statuses.processing') },
  { value: 'uploaded', label: t('browse.statuses.uploaded') },
  { value: 'recording', label: t('browse.statuses.recording') },
  { value: 'error', label: t('browse.statuses.error') },
  { value: 'idle', label: t('browse.statuses.idle') },
];

const times = () => [
  { value: '1', label: t('browse.times.today') },
  { value: '7', label: t('browse.times.week') },
  { value: '30', label: t('browse.times.month') },
  { value: '90', label: t('browse.times.quarter') },
  { value: '365', label: t('browse.times.year') },
  { value: 'range', label: t('browse.times.range') },
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
      <ul className={classes.list} aria-label={t('browse.filters.kinds')}>
        {sources.map(({ source, labelKey }) => (
          <FilterItem
            key={labelKey}
            label={t(labelKey)}
            isActive={query.room === null && query.source === source}
            onPick={() => onChange({ source, room: null })}
          />
        ))}
      </ul>
      <RoomFilters heading={t('browse.filters.myRooms')} rooms={mine} query={query} onChange={onChange} />
      <RoomFilters
        heading={t('browse.filters.sharedRooms')}
        rooms={shared}
        query={query}
        onChange={onChange}
      />
      <div className={classes.fields}>
        <Select
          label={t('browse.filters.when')}
          placeholder={t('browse.filters.anyTime')}
          clearable
          data={times()}
          value={isRange ? 'range' : query.days === null ? null : String(query.days)}
          onChange={changeTime}
          comboboxProps={{ shadow: 'md' }}
        />
        {isRange ? (
          <>
            <TextInput
              type="date"
              label={t('browse.filters.firstDay')}
              value={query.from ?? ''}
              max={query.to ?? undefined}
              onChange={(event) => onChange({ from: event.currentTarget.value || null })}
            />
            <TextInput
              type="date"
              label={t('browse.filters.lastDay')}
              value={query.to ?? ''}
              min={query.from ?? undefined}
              onChange={(event) => onChange({ to: event.currentTarget.value || null })}
            />
          </>
        ) : null}
        <Select
          label={t('browse.filters.status')}
          placeholder={t('browse.filters.anyStatus')}
          clearable
          data={statuses()}
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
