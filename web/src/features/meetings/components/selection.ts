import type { CalendarEvent, Meeting } from '@/lib/api/types';
import { t } from '@/texts';

export interface Choice {
  key: string;
  title: string;
  /** Whether it is in the calendar; else its end is just the last moment at which it is closed. */
  isPlanned: boolean;
  startsAt: string;
  endsAt: string;
  description: string | null;
  attendees: number;
  /** Null for an event whose meeting is not open yet. */
  meeting: Meeting | null;
}

export interface Choices {
  ongoing: Choice[];
  upcoming: Choice[];
}

/** Open meetings and the events of the calendar as one list: an event whose meeting is open comes once. */
export function choicesOf(
  meetings: readonly Meeting[],
  events: readonly CalendarEvent[],
  now: Date,
): Choices {
  const eventOf = new Map(events.map((event) => [event.id, event]));
  const taken = new Set(meetings.map(({ calendar_event_id }) => calendar_event_id));
  const all = [
    ...meetings.map((meeting) => fromMeeting(meeting, eventOf.get(meeting.calendar_event_id ?? ''))),
    ...events.filter(({ id, end_time }) => !taken.has(id) && new Date(end_time) > now).map(fromEvent),
  ].sort((a, b) => a.startsAt.localeCompare(b.startsAt));
  const hasStarted = (choice: Choice) => new Date(choice.startsAt) <= now;
  return { ongoing: all.filter(hasStarted), upcoming: all.filter((choice) => !hasStarted(choice)) };
}

/** Whether somebody who comes to the room has to say which meeting they mean. */
export function needsSelection(room: { ics_enabled: boolean }, meetings: readonly Meeting[]): boolean {
  return room.ics_enabled || meetings.length > 1;
}

function fromMeeting(meeting: Meeting, event: CalendarEvent | undefined): Choice {
  const title = event?.title ?? meeting.calendar_metadata?.title;
  return {
    key: meeting.id,
    title: title ?? t('meetings.selection.unplanned'),
    isPlanned: title !== undefined && title !== null,
    startsAt: event?.start_time ?? meeting.start_date,
    endsAt: event?.end_time ?? meeting.end_date,
    description: event?.description ?? null,
    attendees: event?.attendees?.length ?? 0,
    meeting,
  };
}

function fromEvent(event: CalendarEvent): Choice {
  return {
    key: event.id,
    title: event.title ?? t('meetings.selection.busy'),
    isPlanned: true,
    startsAt: event.start_time,
    endsAt: event.end_time,
    description: event.description,
    attendees: event.attendees?.length ?? 0,
    meeting: null,
  };
}
