CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE recording (
    id text PRIMARY KEY,
    object_key text NOT NULL UNIQUE,
    file_name text NOT NULL,
    size_bytes bigint NOT NULL,
    sha256 text,
    recorded_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE SEQUENCE transcript_change_seq;

CREATE TABLE transcript (
    id text PRIMARY KEY,
    user_id text,
    name text NOT NULL,
    status text NOT NULL CHECK (status IN ('idle', 'uploaded', 'recording', 'processing', 'error', 'ended')),
    locked boolean NOT NULL DEFAULT false,
    duration_ms double precision NOT NULL DEFAULT 0,
    title text,
    short_summary text,
    long_summary text,
    action_items jsonb,
    generated_by text,
    participants jsonb NOT NULL DEFAULT '[]',
    source_language text NOT NULL DEFAULT 'en',
    target_language text NOT NULL DEFAULT 'en',
    reviewed boolean NOT NULL DEFAULT false,
    share_mode text NOT NULL DEFAULT 'private' CHECK (share_mode IN ('private', 'semi-private', 'public')),
    source_kind text NOT NULL CHECK (source_kind IN ('room', 'live', 'file')),
    meeting_id text,
    recording_id text REFERENCES recording (id) ON DELETE SET NULL,
    room_id text,
    audio_key text,
    audio_deleted boolean,
    waveform jsonb,
    webvtt text,
    created_at timestamptz NOT NULL,
    change_seq bigint NOT NULL DEFAULT nextval('transcript_change_seq')
);

CREATE INDEX transcript_user_created ON transcript (user_id, created_at DESC);
CREATE INDEX transcript_created ON transcript (created_at DESC);
CREATE INDEX transcript_change_seq_idx ON transcript (change_seq);
CREATE INDEX transcript_room_created ON transcript (room_id, created_at DESC);
CREATE INDEX transcript_recording ON transcript (recording_id);
CREATE INDEX transcript_title_trgm ON transcript USING gin (title gin_trgm_ops);

CREATE FUNCTION bump_transcript_change_seq() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.change_seq := nextval('transcript_change_seq');
    RETURN NEW;
END
$$;

CREATE TRIGGER transcript_change_seq_bump
    BEFORE UPDATE ON transcript
    FOR EACH ROW EXECUTE FUNCTION bump_transcript_change_seq();

CREATE TABLE topic (
    id text PRIMARY KEY,
    transcript_id text NOT NULL REFERENCES transcript (id) ON DELETE CASCADE,
    position integer NOT NULL,
    title text NOT NULL,
    summary text NOT NULL,
    timestamp double precision NOT NULL,
    duration double precision NOT NULL,
    words jsonb NOT NULL,
    UNIQUE (transcript_id, position)
);

CREATE TABLE upload (
    transcript_id text PRIMARY KEY REFERENCES transcript (id) ON DELETE CASCADE,
    file_name text NOT NULL,
    total_chunks integer NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE TABLE upload_chunk (
    transcript_id text NOT NULL REFERENCES upload (transcript_id) ON DELETE CASCADE,
    number integer NOT NULL,
    size_bytes bigint NOT NULL,
    PRIMARY KEY (transcript_id, number)
);

CREATE TABLE pipeline_run (
    id text PRIMARY KEY,
    transcript_id text NOT NULL REFERENCES transcript (id) ON DELETE CASCADE,
    shape text NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
    created_at timestamptz NOT NULL,
    finished_at timestamptz
);

CREATE INDEX pipeline_run_transcript ON pipeline_run (transcript_id, created_at DESC);

-- A transcript is processed once at a time, whoever asks and however often.
CREATE UNIQUE INDEX pipeline_run_one_at_a_time ON pipeline_run (transcript_id) WHERE state = 'running';

CREATE TABLE pipeline_stage (
    run_id text NOT NULL REFERENCES pipeline_run (id) ON DELETE CASCADE,
    position integer NOT NULL,
    name text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'running', 'retrying', 'done', 'skipped', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    progress double precision,
    error text,
    note text,
    result jsonb,
    started_at timestamptz,
    finished_at timestamptz,
    PRIMARY KEY (run_id, name)
);

-- What speech recognition has finished so far: a run that is killed goes on behind the last row.
CREATE TABLE transcribed_segment (
    run_id text NOT NULL REFERENCES pipeline_run (id) ON DELETE CASCADE,
    start_time double precision NOT NULL,
    end_time double precision NOT NULL,
    words jsonb NOT NULL,
    PRIMARY KEY (run_id, start_time)
);

CREATE TABLE event (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stream text NOT NULL,
    name text NOT NULL,
    data jsonb NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE INDEX event_stream ON event (stream, seq);

-- Appends to one stream wait for each other until commit, so that within a stream the order of seq is the order in
-- which readers can see the rows: a reader that continues after the last seq it saw misses nothing.
CREATE FUNCTION append_event(stream_name text, event_name text, event_data jsonb, at timestamptz)
    RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    new_seq bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('event:' || stream_name, 0));
    INSERT INTO event (stream, name, data, created_at)
        VALUES (stream_name, event_name, event_data, at)
        RETURNING seq INTO new_seq;
    PERFORM pg_notify('reflector_event', stream_name);
    RETURN new_seq;
END
$$;
