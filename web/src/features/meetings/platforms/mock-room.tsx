import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LogOut, UserRound } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { Message } from '@/components/message';
import { ApiError, sentenceOf } from '@/lib/api/api-error';
import { t } from '@/texts';
import classes from './mock-room.module.css';
import { mockParticipants, type MockParticipant } from './mock-participants';
import type { PlatformRoomProps } from './platform-room';

/** A room to practise in: one sees who is in, without sound and picture. */
export default function MockRoom({ meeting, isOver, participantName, onLeave }: PlatformRoomProps) {
  const [own, setOwn] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { data: people = [] } = useQuery({
    queryKey: ['mock', meeting.id],
    queryFn: () => mockParticipants.list(meeting.id),
    enabled: own !== null,
    refetchInterval: 2_000,
  });

  useEffect(() => {
    let id: string | null = null;
    let gone = false;
    const leave = () => {
      if (id !== null) mockParticipants.leave(meeting.id, id).catch(() => undefined);
      id = null;
    };
    mockParticipants.join(meeting.id, participantName).then(
      (participant) => {
        id = participant.session_id;
        if (gone) leave();
        else setOwn(id);
      },
      (reason: unknown) => setError(reason),
    );
    window.addEventListener('pagehide', leave);
    return () => {
      gone = true;
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [meeting.id, participantName]);

  const leave = useEffectEvent(onLeave);
  useEffect(() => {
    if (isOver) leave();
  }, [isOver]);

  if (error !== null) {
    const isMissing = error instanceof ApiError && error.notFound;
    return (
      <Message
        level={2}
        title={isMissing ? t('meetings.practice.missingTitle') : t('meetings.practice.failedTitle')}
        action={
          <Button variant="default" onClick={onLeave}>
            {t('meetings.practice.leaveShort')}
          </Button>
        }
      >
        {isMissing ? t('meetings.practice.missing') : sentenceOf(error)}
      </Message>
    );
  }
  return (
    <div className={classes.room}>
      <p className={classes.note}>{t('meetings.practice.note')}</p>
      <ul className={classes.people} aria-label={t('meetings.practice.people')}>
        {people.map((person) => (
          <li key={person.session_id} className={classes.person}>
            <UserRound size={36} aria-hidden />
            <span className={classes.name}>
              {person.session_id === own
                ? t('meetings.practice.own', { name: nameOf(person) })
                : nameOf(person)}
            </span>
          </li>
        ))}
      </ul>
      <Button
        className={classes.leave}
        color="clay"
        leftSection={<LogOut size={16} aria-hidden />}
        onClick={onLeave}
      >
        {t('meetings.practice.leave')}
      </Button>
    </div>
  );
}

const nameOf = ({ name }: MockParticipant) => name ?? t('meetings.practice.guest');
