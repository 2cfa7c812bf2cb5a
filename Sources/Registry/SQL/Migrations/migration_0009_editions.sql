-- The register as it was at any moment, the monthly editions as they were sealed, and what happened to sealed months later.

-- What an instrument's row said until it was changed, written by the acts that change it. A publication that only
-- confirmed has no row to keep but the moment that it moved.
CREATE TABLE instrument_history (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    instrument_id bigint NOT NULL REFERENCES instrument,
    until         timestamptz NOT NULL,
    confirmed_at  timestamptz NOT NULL,
    channels      integer,
    was           jsonb,
    CHECK ((channels IS NULL) = (was IS NULL))
);
CREATE INDEX instrument_history_by_time ON instrument_history (instrument_id, until, id);
CREATE INDEX instrument_history_within ON instrument_history (until) WHERE was IS NOT NULL;

-- A month's bookings, and what became of them, without an index that every booking pays for.
CREATE INDEX booking_by_month ON booking USING brin (starts_at, created_at);
CREATE INDEX log_of_fates ON log (at) WHERE act IN ('approve', 'decline', 'grant', 'cancel', 'lapse', 'bump');

-- Months that are sealed or about to be: what happens to them from here on is a late fact.
CREATE TABLE edition_month (
    -- 2026-11
    month      text COLLATE "C" PRIMARY KEY,
    -- Cut by the zone's clock, in the program.
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    watched_at timestamptz NOT NULL,
    CHECK (starts_at < ends_at)
);

-- One row for each edition of the zone, in the order in which they were sealed.
CREATE TABLE edition (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    month          text COLLATE "C" NOT NULL REFERENCES edition_month,
    revision       integer NOT NULL CHECK (revision >= 0),
    -- The edition sealed before it, of whatever month: no two can follow the same one.
    previous_id    bigint UNIQUE REFERENCES edition,
    sealed_at      timestamptz NOT NULL,
    sealed_by      text NOT NULL,
    policy_profile text NOT NULL,
    policy_version integer NOT NULL,
    program        text NOT NULL,
    -- Of its SHA256SUMS, in hexadecimal: the name by which others link to it.
    sha256         text NOT NULL,
    -- PEM; null where it is not signed.
    public_key     text,
    -- Cells that it corrects in the revision before.
    corrections    integer NOT NULL,
    -- Users and reply times behind the published counts, for the sums of several months. Never given to anybody.
    detail         bytea NOT NULL,
    UNIQUE (month, revision)
);
CREATE UNIQUE INDEX edition_first ON edition ((previous_id IS NULL)) WHERE previous_id IS NULL;

-- Its files, byte for byte: of the zone, and of each park and unit that was cut from it.
CREATE TABLE edition_file (
    edition_id bigint NOT NULL REFERENCES edition,
    -- zone, park:code, unit:code
    scope      text COLLATE "C" NOT NULL,
    name       text COLLATE "C" NOT NULL,
    sha256     text NOT NULL,
    bytes      bytea NOT NULL,
    PRIMARY KEY (edition_id, scope, name)
);
-- Read in pieces, so not compressed.
ALTER TABLE edition_file ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE FUNCTION edition_is_for_ever() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a sealed edition is never changed';
END $$;
CREATE TRIGGER edition_is_for_ever BEFORE UPDATE OR DELETE ON edition
    FOR EACH ROW EXECUTE FUNCTION edition_is_for_ever();
CREATE TRIGGER edition_is_for_ever BEFORE UPDATE OR DELETE ON edition_file
    FOR EACH ROW EXECUTE FUNCTION edition_is_for_ever();

-- What happened to a sealed month after its last edition was made.
CREATE TABLE late_fact (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    month         text COLLATE "C" NOT NULL REFERENCES edition_month,
    instrument_id bigint NOT NULL,
    -- The state that a booking came to, or closure.
    fact          text NOT NULL
);
CREATE INDEX late_fact_by_month ON late_fact (month);

-- Noted when the transaction commits. Writers then hold the end of the log, as the act does that begins to watch a month:
-- so whatever is not noted is in what was read afterwards.
CREATE FUNCTION note_late_booking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO late_fact (month, instrument_id, fact)
    SELECT m.month, NEW.instrument_id, NEW.state
    FROM edition_month m
    WHERE m.starts_at < greatest(NEW.ends_at, NEW.finished_at) AND m.ends_at > least(NEW.starts_at, NEW.started_at);
    RETURN NULL;
END $$;
-- A booking that is moved leaves the month in which it was.
CREATE FUNCTION note_late_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO late_fact (month, instrument_id, fact)
    SELECT m.month, NEW.instrument_id, NEW.state
    FROM edition_month m
    WHERE m.starts_at < greatest(OLD.ends_at, OLD.finished_at, NEW.ends_at, NEW.finished_at)
        AND m.ends_at > least(OLD.starts_at, OLD.started_at, NEW.starts_at, NEW.started_at);
    RETURN NULL;
END $$;
CREATE FUNCTION note_late_closure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO late_fact (month, instrument_id, fact)
    SELECT m.month, NEW.instrument_id, 'closure'
    FROM edition_month m
    WHERE m.starts_at < NEW.ends_at AND m.ends_at > NEW.starts_at
        -- Opened again after the month, it was closed in the month as before.
        AND (NEW.reopened_at IS NULL OR NEW.reopened_at < m.ends_at);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER late_booking AFTER INSERT ON booking DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.starts_at < NEW.created_at) EXECUTE FUNCTION note_late_booking();
CREATE CONSTRAINT TRIGGER late_change AFTER UPDATE ON booking DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION note_late_change();
CREATE CONSTRAINT TRIGGER late_closure AFTER INSERT OR UPDATE ON closure DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION note_late_closure();
