-- Bookings and the guard under them.

-- Numbers are handed out before a decision is made, so a refused wish leaves a gap.
CREATE SEQUENCE booking_number AS bigint START 1001;

CREATE TABLE booking (
    id              bigint PRIMARY KEY,
    instrument_id   bigint NOT NULL,
    channel_id      bigint NOT NULL,
    organisation_id bigint NOT NULL,
    account_id      bigint NOT NULL,
    service_id      bigint NOT NULL,
    starts_at       timestamptz NOT NULL,
    ends_at         timestamptz NOT NULL,
    price           bigint NOT NULL,                    -- fen; with the next two as confirmed (rule O6)
    unit_price      bigint NOT NULL,                    -- fen
    set_up          integer NOT NULL CHECK (set_up >= 0),
    clean_down      integer NOT NULL CHECK (clean_down >= 0),
    quantity        integer NOT NULL CHECK (quantity > 0),
    policy_version  integer NOT NULL,
    live            boolean NOT NULL
        GENERATED ALWAYS AS (state IN ('requested', 'confirmed', 'running')) STORED,
    cancelled_late  boolean NOT NULL DEFAULT false,
    state           text NOT NULL CHECK (state IN (
        'requested', 'confirmed', 'running', 'finished',
        'declined', 'lapsed', 'cancelled', 'bumped', 'no-show')),
    unit_of_charge  text NOT NULL CHECK (unit_of_charge IN ('hour', 'day', 'sample', 'use')),
    party           text NOT NULL CHECK (party IN ('outside', 'related', 'own')),
    purpose         text NOT NULL,
    project         text,
    access          text,
    created_at      timestamptz NOT NULL,
    -- Use and the clean-down after it. Set-up is judged by rule B1 under the locks: the gap that two neighbours
    -- need is the larger of the two, which no range alone can say.
    occupied        tstzrange NOT NULL,
    CHECK (starts_at < ends_at),
    CHECK (lower(occupied) = starts_at AND upper(occupied) >= ends_at),
    -- The trusted guard of rule B1. Writers hold the instrument's lock, so it never fires.
    CONSTRAINT booking_never_twice
        EXCLUDE USING gist (channel_id WITH =, occupied WITH &&) WHERE (live)
);
-- Neighbours of a wish, and everything that shows free time.
CREATE INDEX booking_by_channel ON booking (channel_id, starts_at) WHERE live;
-- Quotas, and a firm's own list.
CREATE INDEX booking_by_organisation ON booking (organisation_id, ends_at);
-- The month's edition.
CREATE INDEX booking_by_end ON booking USING brin (ends_at);

-- Every act that changed something; each row is chained to the one before it.
CREATE TABLE log (
    seq            bigint PRIMARY KEY,
    at             timestamptz NOT NULL,
    account        text NOT NULL,
    act            text NOT NULL,
    subject        text COLLATE "C" NOT NULL,
    before         json,
    after          json,
    policy_version integer NOT NULL,
    hash           bytea NOT NULL
);
CREATE INDEX log_by_subject ON log (subject, seq);

CREATE TABLE log_head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    seq      bigint NOT NULL,
    hash     bytea NOT NULL
);
INSERT INTO log_head (seq, hash) VALUES (0, '\x0000000000000000000000000000000000000000000000000000000000000000');

-- What a client-chosen key stood for, so that a repeat gets the first answer.
CREATE TABLE request_key (
    account_id  bigint NOT NULL,
    key         text COLLATE "C" NOT NULL,
    fingerprint bytea NOT NULL,
    outcome     text NOT NULL,
    used_at     timestamptz NOT NULL,
    PRIMARY KEY (account_id, key)
);
CREATE INDEX request_key_by_age ON request_key USING brin (used_at);
