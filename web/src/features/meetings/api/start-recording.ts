import { api, unwrap } from '@/lib/api/client';
import { ApiError } from '@/lib/api/api-error';
import type { Meeting } from '@/lib/api/types';

export type RecordingKind = 'cloud' | 'raw-tracks';

const attempts = 5;
const pause = 2000;

/**
 * Has the meeting recorded by its platform, in both ways. Every participant asks; the server sees to it that there is one
 * recording of each. Whoever is in the call is never bothered: what fails is asked again, and then left to the others.
 */
export async function startRecordings(meeting: Meeting, signal: AbortSignal): Promise<void> {
  if (meeting.recording_type !== 'cloud') return;
  await Promise.all((['cloud', 'raw-tracks'] as const).map((kind) => start(meeting, kind, signal)));
}

async function start(meeting: Meeting, kind: RecordingKind, signal: AbortSignal) {
  for (let attempt = 1; attempt <= attempts && !signal.aborted; attempt++) {
    try {
      await ask(meeting, kind, signal);
      return;
    } catch (error) {
      if (isHopeless(error)) return;
      await rest(pause * attempt, signal);
    }
  }
}

function ask(meeting: Meeting, kind: RecordingKind, signal: AbortSignal) {
  return unwrap(
    api.POST('/v1/meetings/{meeting_id}/recordings/start', {
      params: { path: { meeting_id: meeting.id } },
      body: { type: kind, participant_token: meeting.participant_token ?? null },
      signal,
    }),
  );
}

const isHopeless = (error: unknown) =>
  error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;

function rest(milliseconds: number, signal: AbortSignal) {
  return new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
