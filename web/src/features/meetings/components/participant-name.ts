import { stored } from '@/lib/stored';

const key = 'participant_name';

/** As this person called themself the last time, in any room. */
export const participantName = {
  remembered: () => stored.get(key) ?? '',
  remember: (name: string) => stored.set(key, name),
};
