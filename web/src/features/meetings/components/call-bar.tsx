import { Button, VisuallyHidden } from '@mantine/core';
import { ListChecks, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { CopyAction } from '@/components/copy-action';
import { Logo } from '@/components/logo';
import type { Meeting } from '@/lib/api/types';
import { formatNumber } from '@/lib/time/format';
import { t } from '@/texts';
import classes from './call-bar.module.css';

interface CallBarProps {
  roomName: string;
  meeting: Meeting;
  isRecording: boolean;
  /** For the owner of the room. */
  answers: { shown: boolean; toggle: () => void } | undefined;
  /** The question about the audio. */
  children: ReactNode;
}

/** Above every call: which room, who is in, whether it is recorded. */
export function CallBar({ roomName, meeting, isRecording, answers, children }: CallBarProps) {
  return (
    <header className={classes.bar}>
      <span className={classes.logo}>
        <Logo size={22} />
      </span>
      <span className={classes.name} title={roomName}>
        {roomName}
      </span>
      <span className={classes.people} title={t('meetings.bar.people', { count: meeting.num_clients })}>
        <Users size={15} aria-hidden />
        <VisuallyHidden>{t('meetings.bar.peopleSpoken', { count: meeting.num_clients })}</VisuallyHidden>
        <span aria-hidden>{formatNumber(meeting.num_clients)}</span>
      </span>
      <span className={classes.recording} role="status">
        {isRecording ? (
          <>
            <span className={classes.dot} aria-hidden />
            {t('meetings.bar.recording')}
          </>
        ) : null}
      </span>
      <span className={classes.spacer} />
      {children}
      {answers ? (
        <Button
          variant={answers.shown ? 'light' : 'default'}
          size="compact-sm"
          className={classes.answers}
          leftSection={<ListChecks size={16} aria-hidden />}
          aria-pressed={answers.shown}
          aria-label={t('meetings.bar.answersOfAll')}
          onClick={answers.toggle}
        >
          <span className={classes.wide}>{t('meetings.bar.answers')}</span>
        </Button>
      ) : null}
      <CopyAction label={t('meetings.bar.copyLink')} text={() => `${window.location.origin}/${roomName}`} />
    </header>
  );
}
