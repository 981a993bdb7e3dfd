CREATE TABLE room (
    id text PRIMARY KEY,
    name text NOT NULL CONSTRAINT room_name_unique UNIQUE,
    user_id text NOT NULL,
    created_at timestamptz NOT NULL,
    zulip_auto_post boolean NOT NULL DEFAULT false,
    zulip_stream text NOT NULL DEFAULT '',
    zulip_topic text NOT NULL DEFAULT '',
    is_locked boolean NOT NULL DEFAULT false,
    room_mode text NOT NULL DEFAULT 'normal' CHECK (room_mode IN ('normal', 'group')),
    recording_type text NOT NULL DEFAULT 'cloud' CHECK (recording_type IN ('none', 'local', 'cloud')),
    recording_trigger text NOT NULL DEFAULT 'automatic-2nd-participant'
        CHECK (recording_trigger IN ('none', 'prompt', 'automatic', 'automatic-2nd-participant')),
    is_shared boolean NOT NULL DEFAULT false,
    webhook_url text,
    webhook_secret text,
    ics_url text,
    ics_fetch_interval integer NOT NULL DEFAULT 300,
    ics_enabled boolean NOT NULL DEFAULT false,
    ics_last_sync timestamptz,
    ics_last_etag text,
    platform text,
    skip_consent boolean NOT NULL DEFAULT false
);

CREATE INDEX room_user ON room (user_id, created_at DESC);
CREATE INDEX room_shared ON room (is_shared) WHERE is_shared;
CREATE INDEX room_ics_enabled ON room (ics_enabled) WHERE ics_enabled;

CREATE TABLE calendar_event (
    id text PRIMARY KEY,
    room_id text NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    ics_uid text NOT NULL,
    title text,
    description text,
    start_time timestamptz NOT NULL,
    end_time timestamptz NOT NULL,
    attendees jsonb,
    location text,
    last_synced timestamptz NOT NULL,
    is_deleted boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (room_id, ics_uid)
);

CREATE INDEX calendar_event_room_start ON calendar_event (room_id, start_time) WHERE NOT is_deleted;

-- A meeting stays when its room is deleted: who said no to keeping their audio said it to the meeting.
CREATE TABLE meeting (
    id text PRIMARY KEY,
    room_name text NOT NULL,
    room_url text NOT NULL,
    host_room_url text NOT NULL,
    start_date timestamptz NOT NULL,
    end_date timestamptz NOT NULL,
    room_id text REFERENCES room (id) ON DELETE SET NULL,
    is_locked boolean NOT NULL,
    room_mode text NOT NULL CHECK (room_mode IN ('normal', 'group')),
    recording_type text NOT NULL CHECK (recording_type IN ('none', 'local', 'cloud')),
    recording_trigger text NOT NULL
        CHECK (recording_trigger IN ('none', 'prompt', 'automatic', 'automatic-2nd-participant')),
    skip_consent boolean NOT NULL DEFAULT false,
    platform text NOT NULL DEFAULT 'whereby',
    num_clients integer NOT NULL DEFAULT 0,
    counted_at timestamptz,
    recording_since timestamptz,
    is_active boolean NOT NULL DEFAULT true,
    ended_at timestamptz,
    checked_at timestamptz,
    calendar_event_id text REFERENCES calendar_event (id) ON DELETE SET NULL,
    calendar_metadata jsonb
);

CREATE INDEX meeting_room ON meeting (room_id, end_date DESC);
CREATE INDEX meeting_room_name ON meeting (room_name);
CREATE INDEX meeting_calendar_event ON meeting (calendar_event_id);
CREATE INDEX meeting_active ON meeting (checked_at) WHERE is_active;

CREATE TABLE meeting_consent (
    id text PRIMARY KEY,
    meeting_id text NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    participant_id text NOT NULL,
    user_id text,
    name text,
    consent_given boolean NOT NULL,
    first_answered_at timestamptz NOT NULL,
    consent_timestamp timestamptz NOT NULL,
    UNIQUE (meeting_id, participant_id)
);

CREATE TABLE participant_session (
    meeting_id text NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    session_id text NOT NULL,
    user_id text,
    user_name text,
    joined_at timestamptz NOT NULL,
    left_at timestamptz,
    PRIMARY KEY (meeting_id, session_id)
);

CREATE INDEX participant_session_present ON participant_session (meeting_id) WHERE left_at IS NULL;
CREATE INDEX transcript_meeting ON transcript (meeting_id);

CREATE TABLE mock_participant (
    id text PRIMARY KEY,
    meeting_id text NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    user_id text,
    user_name text,
    joined_at timestamptz NOT NULL,
    left_at timestamptz
);

CREATE INDEX mock_participant_meeting ON mock_participant (meeting_id);
