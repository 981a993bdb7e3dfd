-- The message in Zulip that tells of a transcript.
CREATE TABLE zulip_post (
    transcript_id text PRIMARY KEY REFERENCES transcript (id) ON DELETE CASCADE,
    stream text NOT NULL,
    topic text NOT NULL,
    include_topics boolean NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'posted', 'failed')),
    error text,
    message_id bigint,
    message_stream text,
    message_topic text,
    posted_at timestamptz
);
