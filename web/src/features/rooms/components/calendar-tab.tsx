import { Checkbox, Select, TextInput } from '@mantine/core';
import { Trans } from 'react-i18next';
import { CopyAction } from '@/components/copy-action';
import { When } from '@/components/when';
import type { Room } from '@/lib/api/types';
import { t } from '@/texts';
import { intervalInWords, intervals } from '../form/room-words';
import { roomLink } from './room-link';
import classes from './room-editor.module.css';
import type { TabProps } from './room-editor';

const example = 'https://calendar.example.org/….ics';

export function CalendarTab({ form, mistakes, onChange, room }: TabProps & { room: Room | null }) {
  const link = roomLink(form.name);
  const choices = intervals.includes(form.icsMinutes) ? intervals : [...intervals, form.icsMinutes];
  return (
    <>
      <Checkbox
        label={t('rooms.calendar.label')}
        description={t('rooms.calendar.hint')}
        checked={form.icsEnabled}
        onChange={(event) => onChange({ icsEnabled: event.currentTarget.checked })}
      />
      <TextInput
        label={t('rooms.calendar.address')}
        description={t('rooms.calendar.addressHint')}
        type="url"
        placeholder={example}
        value={form.icsUrl}
        error={mistakes.icsUrl}
        onChange={(event) => onChange({ icsUrl: event.currentTarget.value })}
      />
      <Select
        label={t('rooms.calendar.interval')}
        data={choices.map((minutes) => ({ value: String(minutes), label: intervalInWords(minutes) }))}
        value={String(form.icsMinutes)}
        allowDeselect={false}
        error={mistakes.icsMinutes}
        onChange={(value) => onChange({ icsMinutes: Number(value) })}
      />
      {form.name === '' ? null : (
        <div>
          <p className={classes.hint}>{t('rooms.calendar.belongs')}</p>
          <div className={classes.pair}>
            <code className={classes.hint}>{link}</code>
            <CopyAction label={t('rooms.calendar.copyAddress')} text={() => link} />
          </div>
        </div>
      )}
      {room?.ics_last_sync ? (
        <p className={classes.hint}>
          {room.ics_last_etag ? (
            <Trans
              i18nKey="rooms.calendar.lastReadVersion"
              values={{ version: room.ics_last_etag }}
              components={{ when: <When iso={room.ics_last_sync} /> }}
            />
          ) : (
            <Trans
              i18nKey="rooms.calendar.lastRead"
              components={{ when: <When iso={room.ics_last_sync} /> }}
            />
          )}
        </p>
      ) : null}
    </>
  );
}
