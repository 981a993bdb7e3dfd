-- A recording lies in our own store or still where its video platform put it; it is one mixed file, or a track per
-- participant, or a composed video.
ALTER TABLE recording
    ADD COLUMN store text NOT NULL DEFAULT 'own' CHECK (store IN ('own', 'whereby', 'daily')),
    ADD COLUMN kind text NOT NULL DEFAULT 'file' CHECK (kind IN ('file', 'tracks', 'video')),
    ADD COLUMN platform text,
    ADD COLUMN platform_recording_id text,
    ADD COLUMN platform_room_name text,
    ADD COLUMN duration_seconds double precision,
    ADD COLUMN meeting_id text REFERENCES meeting (id) ON DELETE SET NULL,
    DROP CONSTRAINT recording_object_key_key,
    ADD CONSTRAINT recording_store_object_key UNIQUE (store, object_key);

-- However often a platform tells of a recording, it is one.
CREATE UNIQUE INDEX recording_at_platform ON recording (platform, platform_recording_id);
CREATE INDEX recording_meeting ON recording (meeting_id);
CREATE INDEX recording_unmatched ON recording (recorded_at) WHERE platform IS NOT NULL AND meeting_id IS NULL;

-- A recording has one transcript, whoever asks for it and however often.
DROP INDEX transcript_recording;
CREATE UNIQUE INDEX transcript_of_recording ON transcript (recording_id);

CREATE TABLE recording_track (
    recording_id text NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
    position integer NOT NULL,
    object_key text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('cam-audio', 'cam-video', 'screen-audio', 'screen-video', 'other')),
    participant_id text,
    participant_name text,
    user_id text,
    offset_seconds double precision NOT NULL,
    size_bytes bigint NOT NULL,
    removed_at timestamptz,
    error text,
    PRIMARY KEY (recording_id, position),
    UNIQUE (recording_id, object_key)
);

-- What a "no" means in the room; a meeting keeps what its room said when it began.
ALTER TABLE room ADD COLUMN consent_policy text NOT NULL DEFAULT 'delete_audio'
    CHECK (consent_policy IN ('delete_audio', 'leave_out'));
ALTER TABLE meeting ADD COLUMN consent_policy text NOT NULL DEFAULT 'delete_audio'
    CHECK (consent_policy IN ('delete_audio', 'leave_out'));
