-- Part of PostgreSQL's own "contrib" package, and trusted: whoever may create objects in the database may create it.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS unaccent;
EXCEPTION
    WHEN insufficient_privilege OR feature_not_supported OR undefined_file THEN
        RAISE EXCEPTION 'Search needs PostgreSQL''s extension "unaccent". Install your system''s package with '
            'PostgreSQL''s contrib modules, have an administrator run CREATE EXTENSION unaccent in this database, and '
            'start again (%)', SQLERRM;
END
$$;

-- How words of a language are compared: by their stems where PostgreSQL knows the language, without accents always.
-- Configurations are named by text: a column of type regconfig would keep pg_upgrade from working.
CREATE TABLE search_language (
    code text PRIMARY KEY,
    configuration text NOT NULL
);

DO $$
DECLARE
    language record;
BEGIN
    FOR language IN
        SELECT code, name FROM (VALUES
            ('', 'simple'), ('ar', 'arabic'), ('hy', 'armenian'), ('eu', 'basque'), ('ca', 'catalan'), ('da', 'danish'),
            ('nl', 'dutch'), ('en', 'english'), ('fi', 'finnish'), ('fr', 'french'), ('de', 'german'), ('el', 'greek'),
            ('hi', 'hindi'), ('hu', 'hungarian'), ('id', 'indonesian'), ('ga', 'irish'), ('it', 'italian'),
            ('lt', 'lithuanian'), ('ne', 'nepali'), ('no', 'norwegian'), ('pt', 'portuguese'), ('ro', 'romanian'),
            ('ru', 'russian'), ('sr', 'serbian'), ('es', 'spanish'), ('sv', 'swedish'), ('ta', 'tamil'),
            ('tr', 'turkish'), ('yi', 'yiddish')
        ) AS known (code, name)
        WHERE EXISTS (SELECT FROM pg_ts_config WHERE cfgname = name AND cfgnamespace = 'pg_catalog'::regnamespace)
    LOOP
        EXECUTE format('CREATE TEXT SEARCH CONFIGURATION reflector_%1$s (COPY = pg_catalog.%1$s)', language.name);
        EXECUTE format(
            'ALTER TEXT SEARCH CONFIGURATION reflector_%s ALTER MAPPING FOR hword, hword_part, word WITH unaccent, %s',
            language.name,
            CASE language.name WHEN 'simple' THEN 'simple' ELSE language.name || '_stem' END
        );
        INSERT INTO search_language VALUES (language.code, 'reflector_' || language.name);
    END LOOP;
    INSERT INTO search_language SELECT unnest(ARRAY['nb', 'nn']), configuration FROM search_language WHERE code = 'no';
END
$$;

CREATE FUNCTION search_configuration(language text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT configuration FROM search_language
    WHERE code IN ('', lower(split_part(replace(language, '_', '-'), '-', 1)))
    ORDER BY code DESC LIMIT 1
$$;

-- A stretch of what one person said, with its time.
CREATE TABLE passage (
    transcript_id text NOT NULL REFERENCES transcript (id) ON DELETE CASCADE,
    position integer NOT NULL,
    start_time double precision NOT NULL,
    end_time double precision NOT NULL,
    speaker integer NOT NULL,
    text text NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (transcript_id, position)
);

CREATE INDEX passage_words ON passage USING gin (words);

-- What a transcript is found by. It repeats who may list it, so that counting hits reads these narrow rows only.
CREATE TABLE search_document (
    transcript_id text PRIMARY KEY REFERENCES transcript (id) ON DELETE CASCADE,
    user_id text,
    room_id text,
    share_mode text NOT NULL,
    source_kind text NOT NULL,
    created_at timestamptz NOT NULL,
    configuration text COLLATE "C" NOT NULL,
    -- Folded, to be compared by spelling.
    title text NOT NULL,
    -- Title and summary.
    head tsvector NOT NULL,
    -- Title, summary and what was said.
    words tsvector NOT NULL,
    -- It has topics from before there were passages.
    lacks_passages boolean NOT NULL
);

-- Counting reads every row, which must therefore be short: the vectors, and only they, lie outside of it. Ranking reads
-- hundreds of them, and decompressing would take longer than reading more.
ALTER TABLE search_document
    SET (toast_tuple_target = 128),
    ALTER COLUMN transcript_id SET STORAGE MAIN,
    ALTER COLUMN user_id SET STORAGE MAIN,
    ALTER COLUMN room_id SET STORAGE MAIN,
    ALTER COLUMN share_mode SET STORAGE MAIN,
    ALTER COLUMN source_kind SET STORAGE MAIN,
    ALTER COLUMN configuration SET STORAGE MAIN,
    ALTER COLUMN title SET STORAGE MAIN,
    ALTER COLUMN head SET STORAGE EXTERNAL,
    ALTER COLUMN words SET STORAGE EXTERNAL;

-- The most that fits: PostgreSQL refuses vectors over one megabyte. The language is among the words, behind a sign that
-- no word begins with, so that the index alone tells which rows a query in several languages means.
CREATE FUNCTION search_words(configuration text, title text, summary text, content text)
    RETURNS tsvector LANGUAGE plpgsql STABLE AS $$
BEGIN
    LOOP
        BEGIN
            RETURN setweight(to_tsvector(configuration::regconfig, title), 'A')
                || setweight(to_tsvector(configuration::regconfig, summary), 'B')
                || setweight(to_tsvector(configuration::regconfig, content), 'C')
                || array_to_tsvector(ARRAY['=' || configuration]);
        EXCEPTION WHEN program_limit_exceeded THEN
            summary := left(summary, length(summary) / 2);
            content := left(content, length(content) / 2);
        END;
    END LOOP;
END
$$;

CREATE FUNCTION refresh_search_document(id text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO search_document (
        transcript_id, user_id, room_id, share_mode, source_kind, created_at, configuration, title, head, words,
        lacks_passages
    )
    SELECT t.id, t.user_id, t.room_id, t.share_mode, t.source_kind, t.created_at, c.configuration,
        lower(unaccent(c.title)), search_words(c.configuration, c.title, coalesce(t.long_summary, ''), ''),
        search_words(c.configuration, c.title, coalesce(t.long_summary, ''), coalesce(p.text, '')), false
    FROM transcript t
    CROSS JOIN LATERAL (
        SELECT search_configuration(t.source_language) AS configuration, coalesce(nullif(t.title, ''), t.name) AS title
    ) c
    CROSS JOIN LATERAL (
        SELECT string_agg(passage.text, ' ' ORDER BY position) AS text FROM passage WHERE transcript_id = t.id
    ) p
    WHERE t.id = $1
    ON CONFLICT (transcript_id) DO UPDATE SET
        configuration = excluded.configuration,
        title = excluded.title,
        head = excluded.head,
        words = excluded.words
$$;

CREATE FUNCTION transcript_search_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refresh_search_document(NEW.id);
    RETURN NULL;
END
$$;

CREATE FUNCTION transcript_search_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE search_document
        SET user_id = NEW.user_id, room_id = NEW.room_id, share_mode = NEW.share_mode, source_kind = NEW.source_kind
        WHERE transcript_id = NEW.id;
    RETURN NULL;
END
$$;

CREATE TRIGGER transcript_search_inserted AFTER INSERT ON transcript
    FOR EACH ROW EXECUTE FUNCTION transcript_search_text();

CREATE TRIGGER transcript_search_changed AFTER UPDATE OF title, name, long_summary, webvtt ON transcript
    FOR EACH ROW
    WHEN ((OLD.title, OLD.name, OLD.long_summary, OLD.webvtt)
        IS DISTINCT FROM (NEW.title, NEW.name, NEW.long_summary, NEW.webvtt))
    EXECUTE FUNCTION transcript_search_text();

CREATE TRIGGER transcript_search_access_changed AFTER UPDATE OF user_id, room_id, share_mode, source_kind ON transcript
    FOR EACH ROW
    WHEN ((OLD.user_id, OLD.room_id, OLD.share_mode, OLD.source_kind)
        IS DISTINCT FROM (NEW.user_id, NEW.room_id, NEW.share_mode, NEW.source_kind))
    EXECUTE FUNCTION transcript_search_access();

SELECT refresh_search_document(id) FROM transcript;
UPDATE search_document SET lacks_passages = true
    WHERE EXISTS (SELECT FROM topic WHERE topic.transcript_id = search_document.transcript_id);

CREATE INDEX search_document_words ON search_document USING gin (words);
CREATE INDEX search_document_head ON search_document USING gin (head);
CREATE INDEX search_document_title ON search_document USING gin (title gin_trgm_ops);
CREATE INDEX search_document_user ON search_document (user_id, created_at DESC);
CREATE INDEX search_document_created ON search_document (created_at DESC, transcript_id);
CREATE INDEX search_document_room ON search_document (room_id, created_at DESC);
CREATE INDEX search_document_configuration ON search_document (configuration);
CREATE INDEX search_document_lacks_passages ON search_document (transcript_id) WHERE lacks_passages;

-- A listing is counted, and its pages are found, without reading the wide rows.
CREATE INDEX transcript_listed ON transcript (created_at DESC, id) INCLUDE (user_id, share_mode, room_id, source_kind);
DROP INDEX transcript_created;
CREATE INDEX transcript_changed ON transcript (change_seq) INCLUDE (user_id, share_mode, room_id);
DROP INDEX transcript_change_seq_idx;

-- A sequence gives out numbers before their transactions commit, and those may commit in another order. Each
-- transaction that changes transcripts therefore holds, until its end, a lock whose key tells a number below all that
-- it takes: what is not above any such number, nor above the last one given out, is settled.
CREATE OR REPLACE FUNCTION bump_transcript_change_seq() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    below bigint;
BEGIN
    IF current_setting('reflector.changing', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END INTO below FROM transcript_change_seq;
        PERFORM pg_advisory_xact_lock_shared((x'5246'::bigint << 48) + below);
        PERFORM set_config('reflector.changing', pg_current_xact_id()::text, true);
    END IF;
    NEW.change_seq := nextval('transcript_change_seq');
    RETURN NEW;
END
$$;

DROP TRIGGER transcript_change_seq_bump ON transcript;
CREATE TRIGGER transcript_change_seq_bump BEFORE INSERT OR UPDATE ON transcript
    FOR EACH ROW EXECUTE FUNCTION bump_transcript_change_seq();
ALTER TABLE transcript ALTER COLUMN change_seq DROP DEFAULT;

-- To be called in a statement before the one that reads transcripts. The last number is read before the locks: who took
-- a number up to it either still holds a lock or has ended.
CREATE FUNCTION settled_change_seq() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    last bigint;
    below bigint;
BEGIN
    SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END INTO last FROM transcript_change_seq;
    SELECT min((classid::bigint << 32 | objid::bigint) & x'FFFFFFFFFFFF'::bigint) INTO below
        FROM pg_locks
        WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 16 = x'5246'::bigint
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database());
    RETURN least(last, below);
END
$$;
