import { stored, storedJson } from '@/lib/stored';

const key = 'recording_consent_meetings';
const kept = 5;

/** What was answered in this browser; null for a meeting that was not answered, or is forgotten by now. */
export function rememberedAnswer(meetingId: string): boolean | null {
  const entry = entries().find((candidate) => meetingOf(candidate) === meetingId);
  // Earlier versions kept the plain id of a meeting that was accepted.
  return entry === undefined ? null : !entry.endsWith('|F');
}

/** Keeps the answers to the last five meetings, the newest last: `ID|T` or `ID|F`. */
export function rememberAnswer(meetingId: string, given: boolean) {
  const others = entries().filter((entry) => meetingOf(entry) !== meetingId);
  stored.set(key, JSON.stringify([...others, `${meetingId}|${given ? 'T' : 'F'}`].slice(-kept)));
}

function entries(): string[] {
  const value = storedJson(key);
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

const meetingOf = (entry: string) => entry.replace(/\|[TF]$/, '');
