import { Checkbox, Select, TextInput } from '@mantine/core';
import { CopyAction } from '@/components/copy-action';
import { When } from '@/components/when';
import type { Room } from '@/lib/api/types';
import { intervals } from '../form/room-words';
import { roomLink } from './room-link';
import classes from './room-editor.module.css';
import type { TabProps } from './room-editor';

export function CalendarTab({ form, mistakes, onChange, room }: TabProps & { room: Room | null }) {
  const link = roomLink(form.name);
  const chosen = String(form.icsMinutes);
  const known = intervals.some(({ value }) => value === chosen);
  return (
    <>
      <Checkbox
        label="Meetings from a calendar"
        description="People who come to the room choose among the meetings that the calendar has for it."
        checked={form.icsEnabled}
        onChange={(event) => onChange({ icsEnabled: event.currentTarget.checked })}
      />
      <TextInput
        label="Address of the calendar (ICS)"
        description="The secret address of the calendar. Only you see it here."
        type="url"
        placeholder="https://calendar.example.org/….ics"
        value={form.icsUrl}
        error={mistakes.icsUrl}
        onChange={(event) => onChange({ icsUrl: event.currentTarget.value })}
      />
      <Select
        label="Look for changes"
        data={known ? intervals : [...intervals, { value: chosen, label: `Every ${chosen} minutes` }]}
        value={chosen}
        allowDeselect={false}
        error={mistakes.icsMinutes}
        onChange={(value) => onChange({ icsMinutes: Number(value) })}
      />
      {form.name === '' ? null : (
        <div>
          <p className={classes.hint}>
            An event belongs to this room when this address is its place or in its description:
          </p>
          <div className={classes.pair}>
            <code className={classes.hint}>{link}</code>
            <CopyAction label="Copy the room’s address" text={() => link} />
          </div>
        </div>
      )}
      {room?.ics_last_sync ? (
        <p className={classes.hint}>
          Last read <When iso={room.ics_last_sync} />
          {room.ics_last_etag ? `, version ${room.ics_last_etag}` : ''}.
        </p>
      ) : null}
    </>
  );
}
