import type { ReactNode } from 'react';
import { Tooltip } from '@mantine/core';
import { When } from '@/components/when';
import type { Transcript } from '@/lib/api/types';
import { formatDuration } from '@/lib/time/format';
import { titleOf } from '@/lib/title';
import { initialsOf, speakerColor, speakerName } from '@/lib/speakers';
import { t } from '@/texts';
import { EditableTitle } from './editable-title';
import classes from './transcript-header.module.css';

interface TranscriptHeaderProps {
  transcript: Transcript;
  speakers: readonly number[];
  /** Undefined for somebody who may not rename it. */
  onRename?: (title: string) => void;
  actions: ReactNode;
}

export function TranscriptHeader({ transcript, speakers, onRename, actions }: TranscriptHeaderProps) {
  const names = speakers.map((speaker) => speakerName(transcript.participants, speaker));
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <EditableTitle title={titleOf(transcript)} onChange={onRename} />
        <div className={classes.facts}>
          <When iso={transcript.created_at} />
          <span>{formatDuration(transcript.duration)}</span>
          {transcript.room_name ? <span>{transcript.room_name}</span> : null}
          {names.length > 1 ? (
            <span
              className={classes.people}
              role="img"
              aria-label={t('transcripts.speakers', { names: names.join(', ') })}
            >
              {speakers.slice(0, 6).map((speaker, index) => (
                <Tooltip key={speaker} label={names[index]}>
                  <span className={classes.avatar} style={{ color: speakerColor(speaker) }}>
                    {initialsOf(names[index] ?? '')}
                  </span>
                </Tooltip>
              ))}
              {speakers.length > 6 ? <span className={classes.avatar}>+{speakers.length - 6}</span> : null}
            </span>
          ) : null}
        </div>
      </div>
      <div className={classes.actions}>{actions}</div>
    </header>
  );
}
