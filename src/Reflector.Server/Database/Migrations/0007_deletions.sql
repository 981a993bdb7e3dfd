-- What is to be deleted for good, where, why, and when it was proven to be gone. A row is written with the decision and
-- outlives what it is about.
CREATE TABLE deletion (
    id text PRIMARY KEY,
    store text NOT NULL CHECK (store IN ('own', 'whereby', 'daily', 'daily-api')),
    object_key text NOT NULL,
    is_prefix boolean NOT NULL,
    reason text NOT NULL CHECK (reason IN (
        'consent_refused', 'left_out', 'audio_deleted', 'transcript_deleted', 'meeting_deleted', 'retention',
        'anonymous_expired', 'orphan'
    )),
    transcript_id text,
    recording_id text,
    meeting_id text,
    owner_id text,
    requested_at timestamptz NOT NULL,
    requested_by text,
    requests integer NOT NULL DEFAULT 1,
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    last_attempt_at timestamptz,
    last_error text,
    proven_gone_at timestamptz
);

-- However often the same thing is asked for, it is done once.
CREATE UNIQUE INDEX deletion_pending ON deletion (store, object_key) WHERE proven_gone_at IS NULL;
CREATE INDEX deletion_due ON deletion (next_attempt_at) WHERE proven_gone_at IS NULL;
CREATE INDEX deletion_requested ON deletion (requested_at DESC, id);
CREATE INDEX deletion_transcript ON deletion (transcript_id);
CREATE INDEX deletion_meeting ON deletion (meeting_id);

ALTER TABLE transcript ADD COLUMN audio_deletion_requested_at timestamptz;
CREATE INDEX transcript_being_deleted ON transcript (id)
    WHERE audio_deletion_requested_at IS NOT NULL AND audio_deleted IS DISTINCT FROM true;

-- Since when the objects are being deleted; the row stays while there is a transcript of it.
ALTER TABLE recording ADD COLUMN deletion_requested_at timestamptz;

-- A deleted meeting stays as a name for a while: what was recorded in it may arrive later, and is deleted then.
ALTER TABLE meeting ADD COLUMN deleted_at timestamptz;
CREATE INDEX meeting_deleted ON meeting (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX meeting_consent_refused ON meeting_consent (meeting_id) WHERE NOT consent_given;

-- Null: as the server's settings say.
ALTER TABLE room
    ADD COLUMN audio_retention_days integer CHECK (audio_retention_days > 0),
    ADD COLUMN retention_days integer CHECK (retention_days > 0);

-- What was deleted, for whom and why. Who refused is not in it.
CREATE TABLE audit_entry (
    id text PRIMARY KEY,
    at timestamptz NOT NULL,
    actor_id text,
    action text NOT NULL CHECK (action IN (
        'audio_deletion_requested', 'audio_deleted', 'track_left_out', 'recording_deleted', 'transcript_deleted',
        'meeting_deleted'
    )),
    reason text NOT NULL,
    subject_id text NOT NULL,
    meeting_id text,
    owner_id text
);

CREATE INDEX audit_entry_at ON audit_entry (at DESC, id);
