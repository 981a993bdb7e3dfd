-- Speech recognition goes on track by track; a mixed recording has the one track 0.
ALTER TABLE transcribed_segment ADD COLUMN track integer NOT NULL DEFAULT 0;
ALTER TABLE transcribed_segment ALTER COLUMN track DROP DEFAULT;
ALTER TABLE transcribed_segment DROP CONSTRAINT transcribed_segment_pkey;
ALTER TABLE transcribed_segment ADD PRIMARY KEY (run_id, track, start_time);

-- How far a run is with each track of its recording.
CREATE TABLE transcribed_track (
    run_id text NOT NULL REFERENCES pipeline_run (id) ON DELETE CASCADE,
    track integer NOT NULL,
    failures integer NOT NULL DEFAULT 0,
    finished_at timestamptz,
    PRIMARY KEY (run_id, track)
);
