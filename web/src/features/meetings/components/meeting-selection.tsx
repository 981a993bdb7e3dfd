import { Button } from '@mantine/core';
import { Plus, Users } from 'lucide-react';
import { toast } from '@/components/toast';
import type { CalendarEvent, Meeting } from '@/lib/api/types';
import { peopleIn } from '@/lib/people';
import { formatTime, formatTimes, formatUntil } from '@/lib/time/format';
import { useNow } from '@/lib/time/now';
import { useEndMeeting } from '../api/end-meeting';
import classes from './meeting-selection.module.css';
import { choicesOf, type Choice } from './selection';

interface MeetingSelectionProps {
  roomName: string;
  meetings: readonly Meeting[];
  events: readonly CalendarEvent[];
  isOwner: boolean;
  /** Another meeting beside the open ones. */
  mayCreate: boolean;
  isBusy: boolean;
  onChoose: (meeting: Meeting) => void;
  /** The room's open meeting, or the first. */
  onOpen: () => void;
  onCreate: () => void;
}

/** Which of the room's meetings one wants to be in. */
export function MeetingSelection(props: MeetingSelectionProps) {
  const { roomName, meetings, events, mayCreate, isBusy, onCreate } = props;
  const now = useNow(15_000);
  const { ongoing, upcoming } = choicesOf(meetings, events, now);
  return (
    <div className={classes.selection}>
      <header className={classes.header}>
        <h1 className={classes.title}>{roomName}</h1>
        {mayCreate ? (
          <Button
            variant="default"
            leftSection={<Plus size={16} aria-hidden />}
            loading={isBusy}
            onClick={onCreate}
          >
            Create meeting
          </Button>
        ) : null}
      </header>
      {ongoing.length + upcoming.length === 0 ? (
        <Nothing {...props} />
      ) : (
        <>
          <Group heading="Now" choices={ongoing} now={now} {...props} />
          <Group heading="Next" choices={upcoming} now={now} {...props} />
        </>
      )}
    </div>
  );
}

function Nothing({ onOpen, isBusy }: MeetingSelectionProps) {
  return (
    <div className={classes.nothing}>
      <p>No meeting goes on, and the calendar has none for the next two hours.</p>
      <Button mt="md" loading={isBusy} onClick={onOpen}>
        Start a meeting
      </Button>
    </div>
  );
}

interface GroupProps extends MeetingSelectionProps {
  heading: 'Now' | 'Next';
  choices: readonly Choice[];
  now: Date;
}

function Group({ heading, choices, now, ...props }: GroupProps) {
  if (choices.length === 0) return null;
  return (
    <section aria-label={heading}>
      <h2 className={classes.heading}>{heading}</h2>
      <ul className={classes.choices}>
        {choices.map((choice) => (
          <ChoiceRow key={choice.key} choice={choice} now={now} isOngoing={heading === 'Now'} {...props} />
        ))}
      </ul>
    </section>
  );
}

interface ChoiceRowProps extends MeetingSelectionProps {
  choice: Choice;
  now: Date;
  isOngoing: boolean;
}

function ChoiceRow({
  choice,
  now,
  isOngoing,
  roomName,
  meetings,
  isOwner,
  isBusy,
  onChoose,
  onOpen,
}: ChoiceRowProps) {
  const end = useEndMeeting(roomName);
  const { meeting } = choice;
  // Without a meeting of its own, an event leads to the room's open one: only right while there is none.
  const opensWithRoom = meeting === null && meetings.length === 0;
  const finish = (meetingId: string) =>
    end.mutate(meetingId, {
      onSuccess: () =>
        toast.done(isOngoing ? 'The meeting has ended for everybody.' : 'The meeting is cancelled.'),
      onError: (error) => toast.failed('The meeting goes on', error),
    });
  return (
    <li className={classes.choice}>
      <div className={classes.what}>
        <h3 className={classes.name}>{choice.title}</h3>
        <p className={classes.when}>
          {choice.isPlanned
            ? formatTimes(choice.startsAt, choice.endsAt)
            : `Open since ${formatTime(choice.startsAt, now)}`}
          {isOngoing ? null : `, ${formatUntil(choice.startsAt, now)}`}
        </p>
        <p className={classes.when}>
          {meeting ? (
            <span className={classes.people}>
              <Users size={14} aria-hidden />
              {peopleIn(meeting.num_clients)}
            </span>
          ) : null}
          {choice.attendees > 0 ? <span>{choice.attendees} invited</span> : null}
        </p>
        {choice.description ? <p className={classes.description}>{choice.description}</p> : null}
      </div>
      <div className={classes.actions}>
        {meeting || opensWithRoom ? (
          <Button
            disabled={isBusy}
            aria-label={`${isOngoing ? 'Join now' : 'Join early'}: ${choice.title}`}
            onClick={() => (meeting ? onChoose(meeting) : onOpen())}
          >
            {isOngoing ? 'Join now' : 'Join early'}
          </Button>
        ) : (
          <span className={classes.when}>Not open yet</span>
        )}
        {isOwner && meeting ? (
          <Button
            variant="default"
            loading={end.isPending}
            aria-label={`${isOngoing ? 'End meeting' : 'Cancel'}: ${choice.title}`}
            onClick={() => finish(meeting.id)}
          >
            {isOngoing ? 'End meeting' : 'Cancel'}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
