import { Drawer, Skeleton } from '@mantine/core';
import { AnswerList } from '@/features/consent/components/answer-list';
import { useOpenMeetings } from '@/features/meetings/api/get-open-meetings';
import type { Room } from '@/lib/api/types';
import { formatFull } from '@/lib/time/format';
import classes from './room-answers.module.css';

interface RoomAnswersProps {
  room: Room | null;
  onClose: () => void;
}

/** What people in the room's open meetings answered about their audio. */
export function RoomAnswers({ room, onClose }: RoomAnswersProps) {
  return (
    <Drawer
      opened={room !== null}
      onClose={onClose}
      position="right"
      title={room ? `Consent in ${room.name}` : ''}
      classNames={{ title: classes.title }}
    >
      {room ? <Meetings roomName={room.name} /> : null}
    </Drawer>
  );
}

function Meetings({ roomName }: { roomName: string }) {
  const { data: meetings } = useOpenMeetings(roomName, true);
  if (meetings === undefined) return <Skeleton height={14} width="60%" />;
  if (meetings.length === 0) return <p className={classes.none}>No meeting is open in this room.</p>;
  return meetings.map((meeting) => (
    <section key={meeting.id} className={classes.meeting}>
      <h3 className={classes.when}>Open since {formatFull(meeting.start_date)}</h3>
      <AnswerList meetingId={meeting.id} />
    </section>
  ));
}
