import type { PlatformChoice, Room } from '@/lib/api/types';

interface Choice<T> {
  value: T;
  label: string;
  description?: string;
}

export const sizes: Choice<Room['room_mode']>[] = [
  { value: 'normal', label: 'Up to four people' },
  { value: 'group', label: 'More than four people' },
];

export const recordings: Choice<Room['recording_type']>[] = [
  {
    value: 'cloud',
    label: 'The video platform records',
    description: 'A transcript is written from every recording.',
  },
  {
    value: 'local',
    label: 'People record on their own device',
    description: 'Upload the file afterwards to get a transcript.',
  },
  { value: 'none', label: 'Nothing is recorded' },
];

export const triggers: Choice<Room['recording_trigger']>[] = [
  { value: 'automatic-2nd-participant', label: 'Record when the second person joins' },
  { value: 'automatic', label: 'Record from the first person on' },
  { value: 'prompt', label: 'Ask the host whether to record' },
  { value: 'none', label: 'Record when somebody presses the button' },
];

export const policies: Choice<Room['consent_policy']>[] = [
  {
    value: 'delete_audio',
    label: 'All audio and video of the meeting is deleted',
    description: 'After the transcript is written. This is the safe choice.',
  },
  {
    value: 'leave_out',
    label: 'Their voice is left out',
    description:
      'Where the platform records one track per person: the track of whoever says no is deleted before anything is written, and the others are kept. Everywhere else all audio is deleted.',
  },
];

export const intervals = [1, 5, 10, 30, 60].map((minutes) => ({
  value: String(minutes),
  label: minutes === 1 ? 'Every minute' : minutes === 60 ? 'Every hour' : `Every ${minutes} minutes`,
}));

/** The choices of a platform; one that is not set up can be seen, and says so. */
export function platformChoices(platforms: readonly PlatformChoice[]) {
  const standard = platforms.find(({ is_default }) => is_default);
  return [
    { value: '', label: `As the server is set${standard ? ` (${standard.label})` : ''}`, disabled: false },
    ...platforms.map(({ name, label, is_set_up }) => ({
      value: name,
      label: is_set_up ? label : `${label} (not set up)`,
      disabled: !is_set_up,
    })),
  ];
}

/** For administrators: what keeps a platform from being chosen. */
export function missingWords(platforms: readonly PlatformChoice[]): string[] {
  return platforms
    .filter(({ is_set_up, missing_settings }) => !is_set_up && missing_settings.length > 0)
    .map(({ label, missing_settings }) => `${label} needs ${missing_settings.join(' and ')}.`);
}

/** One line of a list about what a room does. */
export function recordingInShort({ recording_type, recording_trigger }: Room): string {
  if (recording_type === 'none') return 'Not recorded';
  if (recording_type === 'local') return 'Recorded by people in it';
  switch (recording_trigger) {
    case 'automatic':
      return 'Always recorded';
    case 'automatic-2nd-participant':
      return 'Recorded when two are in';
    case 'prompt':
      return 'Recorded if the host agrees';
    default:
      return 'Recorded by a button';
  }
}
