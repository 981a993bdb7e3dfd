import { Checkbox } from '@mantine/core';
import { CircleCheck, DoorOpen } from 'lucide-react';
import { Link } from 'react-router';
import { StatusPill } from '@/components/status-pill';
import { When } from '@/components/when';
import type { SearchResult } from '@/lib/api/types';
import { formatDuration } from '@/lib/time/format';
import { titleOf } from '@/lib/title';
import { t } from '@/texts';
import type { RunAction } from '../list/use-list-actions';
import { Hits } from './hits';
import { Marked } from './marked';
import classes from './result-row.module.css';
import { RowMenu } from './row-menu';
import { Speakers } from './speakers';

interface ResultRowProps {
  result: SearchResult;
  terms: string[];
  isMine: boolean;
  isSelected: boolean;
  onSelect: () => void;
  onRun: RunAction;
  onDelete: () => void;
}

export function ResultRow(props: ResultRowProps) {
  const { result, terms, isMine, isSelected, onSelect, onRun, onDelete } = props;
  const title = titleOf(result);
  const { duration, room_name, reviewed, status } = result;
  return (
    <li className={classes.row} data-selected={isSelected || undefined}>
      <Checkbox
        className={classes.check ?? ''}
        size="xs"
        aria-label={t('browse.row.select', { title })}
        checked={isSelected}
        onChange={onSelect}
      />
      <div className={classes.body}>
        <div className={classes.top}>
          <Link className={classes.title} to={`/transcripts/${result.id}`} data-row={result.id}>
            <Marked text={title} terms={terms} />
          </Link>
          <StatusPill status={status} />
        </div>
        <p className={classes.summary}>{summaryOf(result)}</p>
        <Hits result={result} terms={terms} />
      </div>
      <div className={classes.meta}>
        <span className={classes.when}>
          <When iso={result.created_at} />
        </span>
        {duration ? <span>{formatDuration(duration)}</span> : null}
        <Speakers speakers={result.speakers} />
        {room_name === null ? null : (
          <span className={classes.room} title={room_name}>
            <DoorOpen size={13} aria-label={t('browse.row.room')} />
            <span>{room_name}</span>
          </span>
        )}
        {reviewed ? (
          <span className={classes.room}>
            <CircleCheck size={13} aria-hidden />
            {t('browse.actions.reviewed')}
          </span>
        ) : null}
      </div>
      <RowMenu result={result} isMine={isMine} onRun={onRun} onDelete={onDelete} />
    </li>
  );
}

function summaryOf({ status, short_summary }: SearchResult): string {
  if (short_summary) return short_summary;
  switch (status) {
    case 'idle':
      return t('browse.row.idle');
    case 'error':
      return t('browse.row.error');
    case 'ended':
      return t('browse.row.silent');
    case 'recording':
      return t('browse.row.recording');
    default:
      return t('browse.row.processing');
  }
}
