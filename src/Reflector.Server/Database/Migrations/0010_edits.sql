-- Counts the changes of words and speakers; a topic carries the count of the last one that touched it.
ALTER TABLE transcript ADD COLUMN text_version integer NOT NULL DEFAULT 0;
ALTER TABLE topic ADD COLUMN text_version integer NOT NULL DEFAULT 0;

-- Who changed which words and speakers, with what is needed to take it back. A new processing replaces the words, and
-- with them these rows: nothing of an earlier text is kept or brought back.
CREATE TABLE transcript_edit (
    transcript_id text NOT NULL REFERENCES transcript (id) ON DELETE CASCADE,
    version integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('text', 'speaker', 'merge', 'participants', 'undo', 'rollback', 'processed')),
    author_id text,
    author_name text,
    created_at timestamptz NOT NULL,
    sentence text NOT NULL,
    changes jsonb NOT NULL,
    people jsonb NOT NULL,
    undoes integer,
    undone_by integer,
    back_to integer,
    PRIMARY KEY (transcript_id, version)
);
