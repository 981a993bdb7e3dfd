import { ApiError, sentenceOf } from '@/lib/api/api-error';
import { stored, storedJson } from '@/lib/stored';
import { sendConsent } from '../api/send-consent';
import { participantId } from './participant-id';
import { rememberAnswer } from './remembered-answers';

export interface Unsent {
  meetingId: string;
  given: boolean;
  participantName: string;
}

export type Sending =
  | { state: 'sending'; given: boolean }
  | { state: 'sent'; given: boolean }
  /** Kept here and tried again. */
  | { state: 'waiting'; given: boolean }
  /** The server does not take it; the sentence is its own. */
  | { state: 'refused'; given: boolean; sentence: string };

const key = 'recording_consent_unsent';
const pauses = [1_000, 2_000, 5_000, 10_000, 20_000];

const unsent = new Map<string, Unsent>();
const running = new Set<string>();
const states = new Map<string, Sending>();
const listeners = new Set<() => void>();
let wake: (() => void)[] = [];

/** Brings answers to the server: in the order they were given, again until they are there, over closed pages too. */
export const answerSender = {
  send(answer: Unsent) {
    unsent.set(answer.meetingId, answer);
    keep();
    set(answer.meetingId, { state: 'sending', given: answer.given });
    void run(answer.meetingId);
  },
  /** Goes on with what an earlier visit could not send. */
  resume() {
    for (const answer of keptAnswers()) {
      if (!unsent.has(answer.meetingId)) answerSender.send(answer);
    }
  },
  get: (meetingId: string): Sending | undefined => states.get(meetingId),
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};

window.addEventListener('online', () => {
  for (const go of wake) go();
});

async function run(meetingId: string) {
  if (running.has(meetingId)) return;
  running.add(meetingId);
  let failures = 0;
  for (let answer = unsent.get(meetingId); answer; answer = unsent.get(meetingId)) {
    try {
      await sendConsent({ ...answer, participantId: participantId() });
      settle(answer, { state: 'sent', given: answer.given });
      failures = 0;
    } catch (error) {
      if (isFinal(error)) {
        settle(answer, { state: 'refused', given: answer.given, sentence: sentenceOf(error) });
      } else {
        if (unsent.get(meetingId) === answer) set(meetingId, { state: 'waiting', given: answer.given });
        await pause(pauses[Math.min(failures, pauses.length - 1)] ?? 0);
        failures += 1;
      }
    }
  }
  running.delete(meetingId);
}

/** The answer is done with, unless another was given meanwhile. */
function settle(answer: Unsent, outcome: Sending) {
  if (outcome.state === 'sent') rememberAnswer(answer.meetingId, answer.given);
  if (unsent.get(answer.meetingId) !== answer) return;
  unsent.delete(answer.meetingId);
  keep();
  set(answer.meetingId, outcome);
}

function isFinal(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.status >= 400 &&
    error.status < 500 &&
    ![408, 429].includes(error.status)
  );
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      wake = wake.filter((other) => other !== go);
      resolve();
    };
    const timer = setTimeout(go, milliseconds);
    wake.push(go);
  });
}

function set(meetingId: string, sending: Sending) {
  states.set(meetingId, sending);
  for (const listener of listeners) listener();
}

function keep() {
  if (unsent.size === 0) stored.remove(key);
  else stored.set(key, JSON.stringify([...unsent.values()]));
}

function keptAnswers(): Unsent[] {
  const value = storedJson(key);
  return Array.isArray(value) ? value.filter(isUnsent) : [];
}

function isUnsent(value: unknown): value is Unsent {
  const { meetingId, given, participantName } = (value ?? {}) as Partial<Record<keyof Unsent, unknown>>;
  return typeof meetingId === 'string' && typeof given === 'boolean' && typeof participantName === 'string';
}
