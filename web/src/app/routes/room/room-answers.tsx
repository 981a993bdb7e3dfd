import { Accordion, Drawer, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { AnswerList } from '@/features/consent/components/answer-list';
import { useRecentMeetings } from '@/features/meetings/api/get-recent-meetings';
import { sentenceOf } from '@/lib/api/api-error';
import type { Room } from '@/lib/api/types';
import { formatFull } from '@/lib/time/format';
import { t } from '@/texts';
import classes from './room-answers.module.css';

interface RoomAnswersProps {
  room: Room | null;
  onClose: () => void;
}

/** What people in the room's last meetings answered about their audio. */
export function RoomAnswers({ room, onClose }: RoomAnswersProps) {
  return (
    <Drawer
      opened={room !== null}
      onClose={onClose}
      position="right"
      title={room ? t('consent.answers.ofRoom', { room: room.name }) : ''}
      classNames={{ title: classes.title }}
    >
      {room ? <Meetings roomName={room.name} /> : null}
    </Drawer>
  );
}

function Meetings({ roomName }: { roomName: string }) {
  const { data: meetings, error } = useRecentMeetings(roomName);
  const [opened, setOpened] = useState<string | null>();
  if (meetings === undefined)
    return error ? <p className={classes.none}>{sentenceOf(error)}</p> : <Skeleton height={14} width="60%" />;
  if (meetings.length === 0) return <p className={classes.none}>{t('consent.answers.noMeetings')}</p>;
  const shown = opened === undefined ? meetings[0]?.id : opened;
  return (
    <Accordion value={shown ?? null} onChange={setOpened} variant="separated">
      {meetings.map((meeting) => (
        <Accordion.Item key={meeting.id} value={meeting.id}>
          <Accordion.Control>
            {meeting.is_active
              ? t('meetings.openSince', { time: formatFull(meeting.start_date) })
              : t('meetings.began', { time: formatFull(meeting.start_date) })}
          </Accordion.Control>
          <Accordion.Panel>
            {meeting.id === shown ? (
              <AnswerList meetingId={meeting.id} isOpen={meeting.is_active} policy={meeting.consent_policy} />
            ) : null}
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}
