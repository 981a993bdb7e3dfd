import type { Pipeline, PipelineStage, TopicWithWords, Transcript, Word } from '@/lib/api/types';

export const stageNames = [
  'fetch',
  'probe',
  'encode',
  'waveform',
  'transcribe',
  'diarize',
  'assemble',
  'topics',
  'title',
  'summaries',
  'action_items',
  'finalize',
  'consent_cleanup',
  'publish',
] as const;

export function aTranscript(change: Partial<Transcript> = {}): Transcript {
  return {
    id: 't1',
    user_id: null,
    name: 'Team sync',
    status: 'ended',
    locked: false,
    duration: 60_000,
    title: 'Team Sync',
    short_summary: null,
    long_summary: null,
    created_at: '2026-11-20T13:00:00Z',
    share_mode: 'private',
    source_language: 'en',
    target_language: 'en',
    reviewed: false,
    meeting_id: null,
    source_kind: 'file',
    room_id: null,
    room_name: null,
    audio_deleted: null,
    change_seq: 1,
    participants: [],
    action_items: null,
    generated_by: null,
    ...change,
  } as Transcript;
}

/** Words of 0.4 s each, one every half second, from `from` seconds on. */
export function words(text: string, from = 0, speaker = 0): Word[] {
  return text.split(' ').map((word, index) => ({
    text: word,
    start: from + index * 0.5,
    end: from + index * 0.5 + 0.4,
    speaker,
  }));
}

export function aTopic(id: string, members: Word[], title = `Topic ${id}`): TopicWithWords {
  return {
    id,
    title,
    summary: '',
    timestamp: members[0]?.start ?? 0,
    duration: null,
    transcript: members.map(({ text }) => text).join(' '),
    segments: [],
    words: members,
  };
}

/** A run whose stages before `at` are done; `at` itself is as given. */
export function aRun(
  at: string,
  stage: Partial<PipelineStage>,
  state: Pipeline['state'] = 'running',
): Pipeline {
  const place = stageNames.findIndex((name) => name === at);
  return {
    run_id: 'r1',
    state,
    created_at: '2026-11-20T13:00:00Z',
    finished_at: null,
    stages: stageNames.map((name, index) => ({
      name,
      state: index < place ? 'done' : 'waiting',
      attempts: index < place ? 1 : 0,
      progress: null,
      error: null,
      note: null,
      started_at: index < place ? '2026-11-20T13:00:00Z' : null,
      finished_at: index < place ? '2026-11-20T13:00:02Z' : null,
      ...(index === place ? { attempts: 1, ...stage } : {}),
    })),
  } as Pipeline;
}
