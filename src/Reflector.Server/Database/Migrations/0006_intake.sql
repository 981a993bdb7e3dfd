-- Several recordings of tracks lie in one folder: only what is one object has a key of its own.
ALTER TABLE recording DROP CONSTRAINT recording_store_object_key;
CREATE UNIQUE INDEX recording_store_object_key ON recording (store, object_key) WHERE kind <> 'tracks';

-- Every recording of a platform that was ever taken in. Rows stay for good: what was deleted here is never taken in again.
CREATE TABLE known_recording (
    platform text NOT NULL,
    platform_recording_id text NOT NULL,
    taken_in_at timestamptz NOT NULL,
    PRIMARY KEY (platform, platform_recording_id)
);

-- What platforms told of and is not taken in yet, because its objects cannot be read yet.
CREATE TABLE recording_arrival (
    platform text NOT NULL,
    platform_recording_id text NOT NULL,
    told jsonb NOT NULL,
    told_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    error text,
    next_attempt_at timestamptz NOT NULL,
    given_up_at timestamptz,
    PRIMARY KEY (platform, platform_recording_id)
);
CREATE INDEX recording_arrival_due ON recording_arrival (next_attempt_at) WHERE given_up_at IS NULL;

-- Messages of the queue of recordings that could not be understood, kept for administrators.
CREATE TABLE set_aside_message (
    message_id text PRIMARY KEY,
    body text NOT NULL,
    reason text NOT NULL,
    receive_count integer NOT NULL,
    set_aside_at timestamptz NOT NULL
);

-- Which recordings of a meeting were asked for; whoever asks second finds the first one's row.
CREATE TABLE recording_request (
    meeting_id text NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('cloud', 'raw-tracks')),
    instance_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('asked', 'started', 'ended', 'failed')),
    asked_at timestamptz NOT NULL,
    started_at timestamptz,
    error text,
    PRIMARY KEY (meeting_id, kind)
);
