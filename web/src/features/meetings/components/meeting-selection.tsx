import { Button } from '@mantine/core';
import { Plus, Users } from 'lucide-react';
import { toast } from '@/components/toast';
import type { CalendarEvent, Meeting } from '@/lib/api/types';
import { peopleIn } from '@/lib/people';
import { formatTime, formatTimes, formatUntil } from '@/lib/time/format';
import { useNow } from '@/lib/time/now';
import { t } from '@/texts';
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
            {t('meetings.selection.create')}
          </Button>
        ) : null}
      </header>
      {ongoing.length + upcoming.length === 0 ? (
        <Nothing {...props} />
      ) : (
        <>
          <Group isOngoing choices={ongoing} now={now} {...props} />
          <Group isOngoing={false} choices={upcoming} now={now} {...props} />
        </>
      )}
    </div>
  );
}

function Nothing({ onOpen, isBusy }: MeetingSelectionProps) {
  return (
    <div className={classes.nothing}>
      <p>{t('meetings.selection.nothing')}</p>
      <Button mt="md" loading={isBusy} onClick={onOpen}>
        {t('meetings.selection.start')}
      </Button>
    </div>
  );
}

interface GroupProps extends MeetingSelectionProps {
  isOngoing: boolean;
  choices: readonly Choice[];
  now: Date;
}

function Group({ choices, ...props }: GroupProps) {
  if (choices.length === 0) return null;
  const heading = props.isOngoing ? t('meetings.selection.now') : t('meetings.selection.next');
  return (
    <section aria-label={heading}>
      <h2 className={classes.heading}>{heading}</h2>
      <ul className={classes.choices}>
        {choices.map((choice) => (
          <ChoiceRow key={choice.key} choice={choice} {...props} />
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
        toast.done(isOngoing ? t('meetings.selection.ended') : t('meetings.selection.cancelled')),
      onError: (error) => toast.failed(t('meetings.selection.endFailed'), error),
    });
  const when = choice.isPlanned
    ? formatTimes(choice.startsAt, choice.endsAt)
    : t('meetings.openSince', { time: formatTime(choice.startsAt, now) });
  const join = isOngoing ? t('meetings.selection.join') : t('meetings.selection.joinEarly');
  const close = isOngoing ? t('meetings.selection.end') : t('meetings.selection.cancel');
  return (
    <li className={classes.choice}>
      <div className={classes.what}>
        <h3 className={classes.name}>{choice.title}</h3>
        <p className={classes.when}>
          {isOngoing
            ? when
            : t('meetings.selection.startsIn', { when, until: formatUntil(choice.startsAt, now) })}
        </p>
        <p className={classes.when}>
          {meeting ? (
            <span className={classes.people}>
              <Users size={14} aria-hidden />
              {peopleIn(meeting.num_clients)}
            </span>
          ) : null}
          {choice.attendees > 0 ? (
            <span>{t('meetings.selection.invited', { count: choice.attendees })}</span>
          ) : null}
        </p>
        {choice.description ? <p className={classes.description}>{choice.description}</p> : null}
      </div>
      <div className={classes.actions}>
        {meeting || opensWithRoom ? (
          <Button
            disabled={isBusy}
            aria-label={t('meetings.selection.actionOn', { action: join, title: choice.title })}
            onClick={() => (meeting ? onChoose(meeting) : onOpen())}
          >
            {join}
          </Button>
        ) : (
          <span className={classes.when}>{t('meetings.selection.notOpen')}</span>
        )}
        {isOwner && meeting ? (
          <Button
            variant="default"
            loading={end.isPending}
            aria-label={t('meetings.selection.actionOn', { action: close, title: choice.title })}
            onClick={() => finish(meeting.id)}
          >
            {close}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
