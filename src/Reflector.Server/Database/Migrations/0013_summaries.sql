ALTER TABLE topic ADD COLUMN moments jsonb;

ALTER TABLE transcript
    ADD COLUMN summary_sources jsonb,
    ADD COLUMN summary_version integer;

ALTER TABLE room
    ADD COLUMN summary_template text,
    ADD COLUMN summary_prompt text;

-- Everything that was ever the summary of a transcript, or would have been, had nobody written one by hand.
CREATE TABLE summary_version (
    transcript_id text NOT NULL REFERENCES transcript (id) ON DELETE CASCADE,
    number integer NOT NULL,
    origin text NOT NULL CHECK (origin IN ('processed', 'regenerated', 'edited', 'restored')),
    created_at timestamptz NOT NULL,
    created_by text,
    generated_by text,
    template text,
    prompt text,
    short_summary text,
    long_summary text,
    action_items jsonb,
    sources jsonb,
    PRIMARY KEY (transcript_id, number)
);

CREATE TABLE summary_job (
    id text PRIMARY KEY,
    transcript_id text NOT NULL REFERENCES transcript (id) ON DELETE CASCADE,
    user_id text NOT NULL,
    template text NOT NULL,
    prompt text,
    model text,
    sections jsonb NOT NULL,
    based_on integer,
    state text NOT NULL CHECK (state IN ('waiting', 'running', 'retrying', 'done', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    progress double precision NOT NULL DEFAULT 0,
    error text,
    note text,
    draft jsonb,
    version integer,
    created_at timestamptz NOT NULL,
    finished_at timestamptz
);

CREATE INDEX summary_job_transcript ON summary_job (transcript_id, created_at DESC);
CREATE INDEX summary_job_user_open ON summary_job (user_id) WHERE state IN ('waiting', 'running', 'retrying');

-- One summary of a transcript is written at a time, whoever asks and however often.
CREATE UNIQUE INDEX summary_job_one_at_a_time ON summary_job (transcript_id)
    WHERE state IN ('waiting', 'running', 'retrying');
