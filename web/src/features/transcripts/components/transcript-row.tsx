import { ActionIcon, Highlight, Menu } from '@mantine/core';
import { Ellipsis, RotateCcw, Trash2 } from 'lucide-react';
import { Link } from 'react-router';
import { StatusPill } from '@/components/status-pill';
import { toast } from '@/components/toast';
import { When } from '@/components/when';
import type { TranscriptMinimal } from '@/lib/api/types';
import { formatDuration } from '@/lib/time/format';
import { titleOf } from '@/lib/title';
import { useProcessTranscript } from '../api/process-transcript';
import classes from './transcript-row.module.css';

interface TranscriptRowProps {
  transcript: TranscriptMinimal;
  search: string;
  onDelete: () => void;
}

export function TranscriptRow({ transcript, search, onDelete }: TranscriptRowProps) {
  const process = useProcessTranscript();
  const title = titleOf(transcript);
  const canReprocess = transcript.status === 'ended' || transcript.status === 'error';
  const reprocess = () =>
    process.mutate(transcript.id, {
      onSuccess: () =>
        toast.done(`“${title}” is processed again. The present text stays until the new one is ready.`),
      onError: (error) => toast.failed('It was not processed again', error),
    });

  return (
    <li className={classes.row}>
      <div className={classes.body}>
        <div className={classes.top}>
          <Link className={classes.title} to={`/transcripts/${transcript.id}`}>
            <Highlight component="span" inherit highlight={search} highlightStyles={matchStyle}>
              {title}
            </Highlight>
          </Link>
          <StatusPill status={transcript.status} />
        </div>
        <p className={classes.summary}>{summaryOf(transcript)}</p>
      </div>
      <div className={classes.meta}>
        <span className={classes.when}>
          <When iso={transcript.created_at} />
        </span>
        {transcript.duration > 0 ? <span>{formatDuration(transcript.duration)}</span> : null}
      </div>
      <Menu>
        <Menu.Target>
          <ActionIcon className={classes.more} aria-label={`More for ${title}`}>
            <Ellipsis size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {canReprocess ? (
            <Menu.Item leftSection={<RotateCcw size={16} />} onClick={reprocess}>
              Process again
            </Menu.Item>
          ) : null}
          <Menu.Item leftSection={<Trash2 size={16} />} c="var(--r-danger)" onClick={onDelete}>
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

const matchStyle = { background: 'var(--r-match)', color: 'inherit', borderRadius: 3 };

function summaryOf({ status, short_summary }: TranscriptMinimal): string {
  if (short_summary) return short_summary;
  switch (status) {
    case 'idle':
      return 'Open it to add the recording.';
    case 'error':
      return 'Open it to see what went wrong. The recording is kept.';
    case 'ended':
      return 'No speech was recognised.';
    case 'recording':
      return 'Being recorded.';
    default:
      return 'Open it to read along while it is processed.';
  }
}
