import type {
  CalendarEvent,
  Meeting,
  Pipeline,
  PipelineStage,
  Room,
  SearchResult,
  TopicWithWords,
  Transcript,
  Word,
} from '@/lib/api/types';

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
    audio_deletion_requested_at: null,
    missing_tracks: null,
    change_seq: 1,
    participants: [],
    action_items: null,
    generated_by: null,
    ...change,
  } as Transcript;
}

export function aResult(change: Partial<SearchResult> = {}): SearchResult {
  return {
    id: 't1',
    title: 'Team Sync',
    user_id: 'me',
    room_id: null,
    room_name: null,
    source_kind: 'file',
    created_at: '2026-11-20T13:00:00Z',
    status: 'ended',
    rank: 1,
    duration: 60_000,
    search_snippets: [],
    total_match_count: 0,
    change_seq: 1,
    moments: [],
    name: 'Team sync',
    short_summary: null,
    speakers: [],
    share_mode: 'private',
    reviewed: false,
    ...change,
  };
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
    moments: null,
    segments: [],
    words: members,
    text_version: 0,
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

export function aRoom(change: Partial<Room> = {}): Room {
  return {
    id: 'r1',
    name: 'weekly-planning',
    user_id: 'me',
    created_at: '2026-11-20T13:00:00Z',
    zulip_auto_post: false,
    zulip_stream: '',
    zulip_topic: '',
    is_locked: false,
    room_mode: 'normal',
    recording_type: 'cloud',
    recording_trigger: 'automatic-2nd-participant',
    is_shared: false,
    ics_url: null,
    ics_fetch_interval: 300,
    ics_enabled: false,
    ics_last_sync: null,
    ics_last_etag: null,
    platform: 'whereby',
    own_platform: null,
    skip_consent: false,
    consent_policy: 'delete_audio',
    audio_retention_days: null,
    summary_template: null,
    summary_prompt: null,
    retention_days: null,
    live: { meetings: 0, participants: 0, is_recording: false },
    webhook_url: null,
    webhook_secret: null,
    ...change,
  };
}

export function aMeeting(change: Partial<Meeting> = {}): Meeting {
  return {
    id: 'm1',
    room_name: 'weekly-planning-1',
    room_url: 'https://example.whereby.com/weekly-planning-1',
    host_room_url: '',
    start_date: '2026-11-20T13:00:00Z',
    end_date: '2026-11-20T21:00:00Z',
    user_id: null,
    room_id: 'r1',
    is_locked: false,
    room_mode: 'normal',
    recording_type: 'cloud',
    recording_trigger: 'automatic-2nd-participant',
    skip_consent: false,
    consent_policy: 'delete_audio',
    num_clients: 0,
    is_active: true,
    calendar_event_id: null,
    calendar_metadata: null,
    platform: 'whereby',
    recording_since: null,
    daily_composed_video_s3_key: null,
    daily_composed_video_duration: null,
    cloud_recording_available: false,
    cloud_recording_duration: null,
    participant_token: null,
    ...change,
  };
}

export function anEvent(change: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    id: 'e1',
    room_id: 'r1',
    ics_uid: 'uid-1',
    title: 'Planning',
    description: null,
    start_time: '2026-11-20T13:00:00Z',
    end_time: '2026-11-20T14:00:00Z',
    attendees: null,
    location: null,
    last_synced: '2026-11-20T12:00:00Z',
    created_at: '2026-11-20T12:00:00Z',
    updated_at: '2026-11-20T12:00:00Z',
    ...change,
  };
}
