import type { Statistics } from '@/lib/api/types';
import { formatDuration, formatNumber } from '@/lib/time/format';
import { OverTime } from './over-time';
import { ShareTable } from './share-table';
import classes from './statistics.module.css';

const sourceNames = { room: 'Rooms', live: 'Live transcripts', file: 'Uploaded files' } as const;

const roomName = (id: string | null, name: string | null) =>
  name ?? (id === null ? 'Outside of rooms' : 'A deleted room');

export function StatisticsView({ statistics }: { statistics: Statistics }) {
  const { total, periods, interval, rooms, sources, speakers } = statistics;
  const average = total.meetings === 0 ? 0 : total.seconds / total.meetings;
  return (
    <>
      <dl className={classes.totals}>
        <Total label="Recorded" value={formatDuration(total.seconds * 1000)} />
        <Total label="Meetings" value={formatNumber(total.meetings)} />
        <Total label="Average length" value={formatDuration(average * 1000)} />
      </dl>
      <OverTime periods={periods} interval={interval} />
      <div className={classes.grid}>
        <ShareTable
          title="Who spoke"
          columns={['Name', 'Meetings', 'Spoke', 'Words']}
          csvColumns={['Name', 'Meetings', 'Seconds', 'Words']}
          rows={speakers.map(({ name, meetings, seconds, words }) => ({
            key: name ?? '',
            name: name ?? 'Voices without a name',
            seconds,
            cells: [formatNumber(meetings), formatDuration(seconds * 1000), formatNumber(words)],
            csv: [name ?? '', meetings, Math.round(seconds), words],
          }))}
          empty="Nobody spoke in this time."
          fileName="reflector-speakers.csv"
        />
        <ShareTable
          title="By room"
          columns={['Room', 'Meetings', 'Recorded']}
          csvColumns={['Room', 'Meetings', 'Seconds']}
          rows={rooms.map(({ room_id, room_name, meetings, seconds }) => ({
            key: room_id ?? '',
            name: roomName(room_id, room_name),
            seconds,
            cells: [formatNumber(meetings), formatDuration(seconds * 1000)],
            csv: [roomName(room_id, room_name), meetings, Math.round(seconds)],
          }))}
          empty="Nothing was recorded in this time."
          fileName="reflector-rooms.csv"
        />
        <ShareTable
          title="By source"
          columns={['Source', 'Meetings', 'Recorded']}
          csvColumns={['Source', 'Meetings', 'Seconds']}
          rows={sources.map(({ source_kind, meetings, seconds }) => ({
            key: source_kind,
            name: sourceNames[source_kind],
            seconds,
            cells: [formatNumber(meetings), formatDuration(seconds * 1000)],
            csv: [sourceNames[source_kind], meetings, Math.round(seconds)],
          }))}
          empty="Nothing was recorded in this time."
          fileName="reflector-sources.csv"
        />
      </div>
    </>
  );
}

function Total({ label, value }: { label: string; value: string }) {
  return (
    <div className={classes.total}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
