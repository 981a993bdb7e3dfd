-- What video platforms told us. A row stays a while after it was applied, so that the same event is known again; its
-- payload, which names people, goes as soon as it is applied, unless it tells of a recording.
CREATE TABLE webhook_event (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    platform text NOT NULL,
    event_id text NOT NULL,
    type text NOT NULL,
    meeting_id text NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    occurred_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    payload text,
    keeps_payload boolean NOT NULL,
    applied_at timestamptz,
    failed_at timestamptz,
    error text,
    UNIQUE (platform, event_id)
);

CREATE INDEX webhook_event_pending ON webhook_event (seq) WHERE applied_at IS NULL AND failed_at IS NULL;
CREATE INDEX webhook_event_kept ON webhook_event (meeting_id, type) WHERE keeps_payload;
CREATE INDEX webhook_event_received ON webhook_event (received_at);

-- Of the newest word on whether the platform records.
ALTER TABLE meeting ADD COLUMN recording_told_at timestamptz;
