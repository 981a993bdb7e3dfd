import { expect, it } from 'vitest';
import { ApiError } from '@/lib/api/api-error';
import { aRoom } from '@/testing/fixtures';
import { mistakesIn } from './mistakes';
import { changesOf, emptyForm, formOf, nameFrom, requestOf } from './room-form';
import { missingWords, platformChoices } from './room-words';

it('minutes are shown and seconds are sent', () => {
  const form = formOf(aRoom({ ics_fetch_interval: 1800 }));
  expect(form.icsMinutes).toBe(30);
  expect(requestOf(form, 'whereby').ics_fetch_interval).toBe(1800);
});

it('a room that is not touched changes nothing', () => {
  const room = aRoom({
    platform: 'daily',
    room_mode: 'group',
    webhook_url: 'https://a.example/',
    webhook_secret: 's',
  });
  expect(changesOf(room, formOf(room), 'daily')).toEqual({});
});

it('only what was touched is sent, and what is emptied is cleared', () => {
  const room = aRoom({
    webhook_url: 'https://a.example/',
    webhook_secret: 's',
    ics_url: 'https://b.example/c.ics',
  });
  expect(
    changesOf(room, { ...formOf(room), isShared: true, webhookUrl: ' ', icsUrl: '' }, 'whereby'),
  ).toEqual({
    is_shared: true,
    webhook_url: null,
    ics_url: null,
  });
});

it.each([
  ['cloud', 'automatic-2nd-participant'],
  ['local', 'none'],
  ['none', 'none'],
] as const)('Daily with recording %s has a group and the trigger %s', (recordingType, trigger) => {
  const form = { ...emptyForm, name: 'a', recordingType, recordingTrigger: 'prompt' as const };
  expect(requestOf(form, 'daily')).toMatchObject({ room_mode: 'group', recording_trigger: trigger });
  expect(requestOf(form, 'whereby')).toMatchObject({
    room_mode: 'normal',
    recording_trigger: recordingType === 'none' ? 'none' : 'prompt',
  });
});

it.each(['none', 'local'] as const)(
  'only a recording by the platform can be without consent, %s not',
  (recordingType) => {
    expect(requestOf({ ...emptyForm, skipConsent: true }, 'whereby').skip_consent).toBe(true);
    expect(requestOf({ ...emptyForm, skipConsent: true, recordingType }, 'whereby').skip_consent).toBe(false);
  },
);

it('a room without a platform of its own follows the server', () => {
  expect(requestOf(emptyForm, 'daily').platform).toBeNull();
  expect(requestOf({ ...emptyForm, platform: 'daily' }, 'daily').platform).toBe('daily');
});

it.each([
  ['Weekly Planning', 'weekly-planning'],
  ['Überblick / Q3', 'uberblick-q3'],
  ['--a', 'a'],
  ['a'.repeat(80), 'a'.repeat(64)],
])('%s becomes %s', (typed, name) => {
  expect(nameFrom(typed)).toBe(name);
});

it('what the server has against a field is found under the field', () => {
  const refused = new ApiError(
    422,
    'x',
    new Map([
      ['webhook_url', 'Not an address'],
      ['else', 'y'],
    ]),
  );
  expect(mistakesIn(refused)).toEqual({ webhookUrl: 'Not an address' });
  expect(mistakesIn(new ApiError(400, 'Room name is not unique')).name).toMatch(/has this name/);
  expect(mistakesIn(new ApiError(500, 'Broken'))).toEqual({});
});

it('a platform that is not set up can be seen, not chosen, and says to administrators what it lacks', () => {
  const platforms = [
    {
      name: 'daily',
      label: 'Daily',
      is_set_up: false,
      missing_settings: ['DAILY_API_KEY'],
      is_default: false,
    },
    { name: 'whereby', label: 'Whereby', is_set_up: true, missing_settings: [], is_default: true },
  ];
  expect(platformChoices(platforms)).toEqual([
    { value: '', label: 'As the server is set (Whereby)', disabled: false },
    { value: 'daily', label: 'Daily (not set up)', disabled: true },
    { value: 'whereby', label: 'Whereby', disabled: false },
  ]);
  expect(missingWords(platforms)).toEqual(['Daily needs DAILY_API_KEY.']);
});

it('days that are left empty follow the server, and what a no means is sent', () => {
  const room = aRoom({ audio_retention_days: 30, retention_days: null, consent_policy: 'delete_audio' });
  const form = formOf(room);
  expect(form).toMatchObject({ audioRetentionDays: 30, retentionDays: '' });
  expect(
    changesOf(
      room,
      { ...form, audioRetentionDays: '', retentionDays: 90, consentPolicy: 'leave_out' },
      'daily',
    ),
  ).toMatchObject({ audio_retention_days: null, retention_days: 90, consent_policy: 'leave_out' });
});
