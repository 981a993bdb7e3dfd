import type { Statistics } from '@/lib/api/types';
import { formatDuration, formatNumber } from '@/lib/time/format';
import { t } from '@/texts';
import { OverTime } from './over-time';
import { ShareTable } from './share-table';
import classes from './statistics.module.css';

const sourceKeys = {
  room: 'statistics.sources.room',
  live: 'statistics.sources.live',
  file: 'statistics.sources.file',
} as const;

const columnNames = () => ({
  name: t('statistics.columns.name'),
  room: t('statistics.columns.room'),
  source: t('statistics.columns.source'),
  meetings: t('statistics.columns.meetings'),
  recorded: t('statistics.columns.recorded'),
  seconds: t('statistics.columns.seconds'),
  spoke: t('statistics.columns.spoke'),
  words: t('statistics.columns.words'),
});

const roomName = (id: string | null, name: string | null) =>
  name ?? (id === null ? t('statistics.outsideRooms') : t('statistics.deletedRoom'));

export function StatisticsView({ statistics }: { statistics: Statistics }) {
  const { total, periods, interval, rooms, sources, speakers } = statistics;
  const column = columnNames();
  const average = total.meetings === 0 ? 0 : total.seconds / total.meetings;
  return (
    <>
      <dl className={classes.totals}>
        <Total label={column.recorded} value={formatDuration(total.seconds * 1000)} />
        <Total label={column.meetings} value={formatNumber(total.meetings)} />
        <Total label={t('statistics.averageLength')} value={formatDuration(average * 1000)} />
      </dl>
      <OverTime periods={periods} interval={interval} />
      <div className={classes.grid}>
        <ShareTable
          title={t('statistics.whoSpoke')}
          columns={[column.name, column.meetings, column.spoke, column.words]}
          csvColumns={[column.name, column.meetings, column.seconds, column.words]}
          rows={speakers.map(({ name, meetings, seconds, words }) => ({
            key: name ?? '',
            name: name ?? t('statistics.unnamed'),
            seconds,
            cells: [formatNumber(meetings), formatDuration(seconds * 1000), formatNumber(words)],
            csv: [name ?? '', meetings, Math.round(seconds), words],
          }))}
          empty={t('statistics.nobodySpoke')}
          fileName="reflector-speakers.csv"
        />
        <ShareTable
          title={t('statistics.byRoom')}
          columns={[column.room, column.meetings, column.recorded]}
          csvColumns={[column.room, column.meetings, column.seconds]}
          rows={rooms.map(({ room_id, room_name, meetings, seconds }) => ({
            key: room_id ?? '',
            name: roomName(room_id, room_name),
            seconds,
            cells: [formatNumber(meetings), formatDuration(seconds * 1000)],
            csv: [roomName(room_id, room_name), meetings, Math.round(seconds)],
          }))}
          empty={t('statistics.nothingRecorded')}
          fileName="reflector-rooms.csv"
        />
        <ShareTable
          title={t('statistics.bySource')}
          columns={[column.source, column.meetings, column.recorded]}
          csvColumns={[column.source, column.meetings, column.seconds]}
          rows={sources.map(({ source_kind, meetings, seconds }) => ({
            key: source_kind,
            name: t(sourceKeys[source_kind]),
            seconds,
            cells: [formatNumber(meetings), formatDuration(seconds * 1000)],
            csv: [t(sourceKeys[source_kind]), meetings, Math.round(seconds)],
          }))}
          empty={t('statistics.nothingRecorded')}
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
