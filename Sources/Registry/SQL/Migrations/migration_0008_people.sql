-- People: who may operate an instrument, who assists at it, who is related to its unit, who is favoured, and whose
-- strikes were lifted. What has ended stays, with the moment of its end.

-- A person's leave to operate one instrument (rule B9).
CREATE TABLE qualification (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    instrument_id bigint NOT NULL REFERENCES instrument,
    account_id    bigint NOT NULL REFERENCES account,
    granted_at    timestamptz NOT NULL,
    granted_by    text NOT NULL,
    -- Nil: without end.
    until_at      timestamptz CHECK (until_at > granted_at),
    ended_at      timestamptz
);
CREATE UNIQUE INDEX qualification_in_force ON qualification (instrument_id, account_id) WHERE ended_at IS NULL;

-- An organisation's tie to a holder unit (rule O9).
CREATE TABLE relation (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id         bigint NOT NULL REFERENCES organisation,
    organisation_id bigint NOT NULL REFERENCES organisation CHECK (organisation_id <> unit_id),
    entered_at      timestamptz NOT NULL,
    entered_by      text NOT NULL,
    note            text,
    until_at        timestamptz CHECK (until_at > entered_at),
    ended_at        timestamptz
);
CREATE UNIQUE INDEX relation_in_force ON relation (unit_id, organisation_id) WHERE ended_at IS NULL;

-- A verified status as a small or micro firm or start-up team (rule O8).
CREATE TABLE small_firm (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id bigint NOT NULL REFERENCES organisation,
    evidence        text NOT NULL,
    verified_by     text NOT NULL,
    since           timestamptz NOT NULL,
    until_at        timestamptz NOT NULL CHECK (until_at > since),
    ended_at        timestamptz
);
CREATE UNIQUE INDEX small_firm_in_force ON small_firm (organisation_id) WHERE ended_at IS NULL;

-- Late cancellations and no-shows that an office took off an organisation (rule B8).
CREATE TABLE lifted_strike (
    booking_id bigint PRIMARY KEY,
    lifted_at  timestamptz NOT NULL,
    lifted_by  text NOT NULL
);

-- Those who assist at a unit's instruments (rule B10).
CREATE TABLE operator (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id     bigint NOT NULL REFERENCES organisation,
    -- unit/person
    path        text COLLATE "C" NOT NULL UNIQUE,
    name        text,
    contact     text,
    -- Weekly hours of work; nil: whenever the instrument is open.
    hours       text,
    -- None: all of the unit's.
    instruments bigint[] NOT NULL DEFAULT '{}',
    created_at  timestamptz NOT NULL,
    ended_at    timestamptz
);
CREATE INDEX operator_by_unit ON operator (unit_id) WHERE ended_at IS NULL;

-- The trusted guard of rule B10, as that of B1: writers hold the lock on the unit's staff, so it never fires.
ALTER TABLE booking ADD CONSTRAINT booking_operator_never_twice
    EXCLUDE USING gist (operator_id WITH =, occupied WITH &&) WHERE (live AND operator_id IS NOT NULL);
CREATE INDEX booking_by_operator ON booking (operator_id, starts_at) WHERE live AND operator_id IS NOT NULL;
