-- People's lists follow the transcripts: every change that a list shows is told on one stream, whoever makes it. The
-- triggers are deferred: the lock of the stream is the last that a transaction takes and is held no longer than its
-- commit, so that nobody waits for another's work and the order of seq is the order of commit.
CREATE FUNCTION tell_of_transcript(owner text, to_owner boolean, to_others boolean, event_name text, event_data jsonb)
    RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF to_others OR (to_owner AND owner IS NOT NULL) THEN
        PERFORM append_event(
            'transcripts',
            event_name,
            jsonb_build_object('owner', owner, 'to_owner', to_owner, 'to_others', to_others, 'data', event_data),
            clock_timestamp()
        );
    END IF;
END
$$;

CREATE FUNCTION is_listed_for_all(of_transcript transcript) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT of_transcript.share_mode <> 'private'
        AND EXISTS (SELECT 1 FROM room WHERE room.id = of_transcript.room_id AND room.is_shared)
$$;

CREATE INDEX event_of_listed_transcript ON event ((data -> 'data' ->> 'id')) WHERE stream = 'transcripts';

CREATE FUNCTION tell_transcript_created() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tell_of_transcript(
        NEW.user_id, true, is_listed_for_all(NEW), 'TRANSCRIPT_CREATED', jsonb_build_object('id', NEW.id)
    );
    RETURN NULL;
END
$$;

CREATE FUNCTION tell_transcript_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tell_of_transcript(
        OLD.user_id, true, is_listed_for_all(OLD), 'TRANSCRIPT_DELETED', jsonb_build_object('id', OLD.id)
    );
    -- What was told of it, its title among it, goes with it.
    DELETE FROM event
        WHERE stream = 'transcripts' AND data -> 'data' ->> 'id' = OLD.id AND name <> 'TRANSCRIPT_DELETED';
    RETURN NULL;
END
$$;

CREATE FUNCTION tell_transcript_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    others boolean := is_listed_for_all(NEW);
    of_it jsonb := jsonb_build_object('id', NEW.id);
BEGIN
    IF NEW.user_id IS DISTINCT FROM OLD.user_id THEN
        PERFORM tell_of_transcript(OLD.user_id, NOT others, false, 'TRANSCRIPT_DELETED', of_it);
        PERFORM tell_of_transcript(NEW.user_id, true, false, 'TRANSCRIPT_CREATED', of_it);
    END IF;
    IF others IS DISTINCT FROM is_listed_for_all(OLD) THEN
        PERFORM tell_of_transcript(
            NEW.user_id, false, true, CASE WHEN others THEN 'TRANSCRIPT_CREATED' ELSE 'TRANSCRIPT_DELETED' END, of_it
        );
    END IF;
    IF NEW.status <> OLD.status THEN
        PERFORM tell_of_transcript(
            NEW.user_id, true, others, 'TRANSCRIPT_STATUS', of_it || jsonb_build_object('value', NEW.status)
        );
    END IF;
    IF NEW.title IS DISTINCT FROM OLD.title AND NEW.title IS NOT NULL THEN
        PERFORM tell_of_transcript(
            NEW.user_id, true, others, 'TRANSCRIPT_FINAL_TITLE', of_it || jsonb_build_object('title', NEW.title)
        );
    END IF;
    IF NEW.duration_ms <> OLD.duration_ms THEN
        PERFORM tell_of_transcript(
            NEW.user_id, true, others, 'TRANSCRIPT_DURATION', of_it || jsonb_build_object('duration', NEW.duration_ms)
        );
    END IF;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER transcript_created_told AFTER INSERT ON transcript
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tell_transcript_created();

CREATE CONSTRAINT TRIGGER transcript_deleted_told AFTER DELETE ON transcript
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tell_transcript_deleted();

CREATE CONSTRAINT TRIGGER transcript_changed_told AFTER UPDATE ON transcript
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (
        NEW.status <> OLD.status
        OR NEW.title IS DISTINCT FROM OLD.title
        OR NEW.duration_ms <> OLD.duration_ms
        OR NEW.share_mode <> OLD.share_mode
        OR NEW.user_id IS DISTINCT FROM OLD.user_id
    )
    EXECUTE FUNCTION tell_transcript_changed();

CREATE TABLE user_filter (
    id text PRIMARY KEY,
    user_id text NOT NULL,
    name text NOT NULL,
    query jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (user_id, name)
);

-- Null: nobody has named the voice.
CREATE FUNCTION voice_name(participants jsonb, voice integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT NULLIF(btrim(participant ->> 'name'), '')
    FROM jsonb_array_elements(participants) AS participant
    WHERE (participant ->> 'speaker')::integer = voice
    LIMIT 1
$$;

-- What each voice said in a transcript, derived from its words and participants.
CREATE TABLE transcript_voice (
    transcript_id text NOT NULL REFERENCES transcript (id) ON DELETE CASCADE,
    speaker integer NOT NULL,
    name text,
    words integer NOT NULL,
    seconds double precision NOT NULL,
    PRIMARY KEY (transcript_id, speaker)
);

INSERT INTO transcript_voice (transcript_id, speaker, name, words, seconds)
SELECT spoken.transcript_id, spoken.speaker, voice_name(participants, spoken.speaker), spoken.words, spoken.seconds
FROM (
    SELECT
        topic.transcript_id,
        COALESCE((word ->> 'speaker')::integer, 0) AS speaker,
        count(*) AS words,
        sum(GREATEST((word ->> 'end')::double precision - (word ->> 'start')::double precision, 0)) AS seconds
    FROM topic CROSS JOIN jsonb_array_elements(topic.words) AS word
    GROUP BY 1, 2
) AS spoken
JOIN transcript ON transcript.id = spoken.transcript_id;

CREATE FUNCTION name_transcript_voices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE transcript_voice SET name = voice_name(NEW.participants, speaker)
        WHERE transcript_id = NEW.id AND name IS DISTINCT FROM voice_name(NEW.participants, speaker);
    RETURN NULL;
END
$$;

CREATE TRIGGER transcript_voices_named AFTER UPDATE OF participants ON transcript
    FOR EACH ROW WHEN (NEW.participants <> OLD.participants) EXECUTE FUNCTION name_transcript_voices();
