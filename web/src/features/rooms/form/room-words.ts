import type { PlatformChoice, Room } from '@/lib/api/types';
import { currentLocale, t } from '@/texts';

interface Choice<T> {
  value: T;
  label: string;
  description?: string;
}

export const sizes = (): Choice<Room['room_mode']>[] => [
  { value: 'normal', label: t('rooms.size.small') },
  { value: 'group', label: t('rooms.size.large') },
];

export const recordings = (): Choice<Room['recording_type']>[] => [
  {
    value: 'cloud',
    label: t('rooms.recording.platform'),
    description: t('rooms.recording.platformHint'),
  },
  {
    value: 'local',
    label: t('rooms.recording.people'),
    description: t('rooms.recording.peopleHint'),
  },
  { value: 'none', label: t('rooms.recording.none') },
];

export const triggers = (): Choice<Room['recording_trigger']>[] => [
  { value: 'automatic-2nd-participant', label: t('rooms.trigger.fromSecond') },
  { value: 'automatic', label: t('rooms.trigger.fromFirst') },
  { value: 'prompt', label: t('rooms.trigger.askHost') },
  { value: 'none', label: t('rooms.trigger.byButton') },
];

export const policies = (): Choice<Room['consent_policy']>[] => [
  {
    value: 'delete_audio',
    label: t('rooms.privacy.deleteAudio'),
    description: t('rooms.privacy.deleteAudioHint'),
  },
  {
    value: 'leave_out',
    label: t('rooms.privacy.leaveOut'),
    description: t('rooms.privacy.leaveOutHint'),
  },
];

/** In minutes. */
export const intervals = [1, 5, 10, 30, 60];

export const intervalInWords = (minutes: number): string =>
  minutes === 60 ? t('rooms.calendar.everyHour') : t('rooms.calendar.everyMinutes', { count: minutes });

/** The choices of a platform; one that is not set up can be seen, and says so. */
export function platformChoices(platforms: readonly PlatformChoice[]) {
  const standard = platforms.find(({ is_default }) => is_default);
  return [
    {
      value: '',
      label: standard
        ? t('rooms.platform.standardNamed', { platform: standard.label })
        : t('rooms.platform.standard'),
      disabled: false,
    },
    ...platforms.map(({ name, label, is_set_up }) => ({
      value: name,
      label: is_set_up ? label : t('rooms.platform.notSetUp', { platform: label }),
      disabled: !is_set_up,
    })),
  ];
}

/** For administrators: what keeps a platform from being chosen. */
export function missingWords(platforms: readonly PlatformChoice[]): string[] {
  const all = new Intl.ListFormat(currentLocale());
  return platforms
    .filter(({ is_set_up, missing_settings }) => !is_set_up && missing_settings.length > 0)
    .map(({ label, missing_settings }) =>
      t('rooms.platform.missing', { platform: label, settings: all.format(missing_settings) }),
    );
}

/** One line of a list about what a room does. */
export function recordingInShort({ recording_type, recording_trigger }: Room): string {
  if (recording_type === 'none') return t('rooms.recorded.never');
  if (recording_type === 'local') return t('rooms.recorded.byPeople');
  switch (recording_trigger) {
    case 'automatic':
      return t('rooms.recorded.always');
    case 'automatic-2nd-participant':
      return t('rooms.recorded.fromSecond');
    case 'prompt':
      return t('rooms.recorded.askHost');
    default:
      return t('rooms.recorded.byButton');
  }
}
