-- Wishes for time that is taken, the offers made to them, and needs that are looked out for.

-- The waiting list of each instrument, in order of the numbers.
CREATE TABLE wish (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    instrument_id   bigint NOT NULL REFERENCES instrument,
    organisation_id bigint NOT NULL REFERENCES organisation,
    account_id      bigint NOT NULL REFERENCES account,
    service         text COLLATE "C" NOT NULL,
    purpose         text,
    project         text,
    access          text,
    quantity        integer NOT NULL CHECK (quantity > 0),
    -- Any time of that length inside the window will do.
    from_at         timestamptz NOT NULL,
    to_at           timestamptz NOT NULL,
    length          integer NOT NULL CHECK (length > 0),    -- minutes
    state           text NOT NULL DEFAULT 'waiting' CHECK (state IN (
        'waiting', 'offered', 'taken', 'declined', 'lapsed', 'withdrawn', 'expired')),
    -- The offer, once there is one.
    booking_id      bigint,
    asked_at        timestamptz NOT NULL,
    closed_at       timestamptz,
    CHECK (from_at < to_at),
    CHECK (state <> 'offered' OR booking_id IS NOT NULL)
);
CREATE INDEX wish_waiting ON wish (instrument_id, id) WHERE state = 'waiting';
CREATE INDEX wish_by_end ON wish (to_at) WHERE state = 'waiting';
CREATE INDEX wish_by_organisation ON wish (organisation_id, id);

-- A booking that is held as an offer names its wish for as long as it is one.
ALTER TABLE booking ADD COLUMN wish_id bigint;
CREATE INDEX booking_offered ON booking (respond_by) WHERE state = 'requested' AND wish_id IS NOT NULL;

-- What somebody needs and may not have found; what no instrument meets is told by the month.
CREATE TABLE need (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id  bigint NOT NULL REFERENCES organisation,
    account_id       bigint NOT NULL REFERENCES account,
    text             text NOT NULL,
    -- The beginning of a class code.
    category         text COLLATE "C",
    -- By when the use has to be over; the need itself ends then, or half a year after it was posted.
    by_at            timestamptz,
    expires_at       timestamptz NOT NULL,
    budget           bigint CHECK (budget >= 0),            -- fen for one booking of the length
    length           integer NOT NULL CHECK (length > 0),   -- minutes
    posted_at        timestamptz NOT NULL,
    -- When the first instrument was found that meets it.
    matched_first_at timestamptz,
    state            text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'expired')),
    closed_at        timestamptz,
    CHECK ((state = 'open') = (closed_at IS NULL))
);
CREATE INDEX need_open ON need (id) WHERE state = 'open';
CREATE INDEX need_by_organisation ON need (organisation_id, id);
CREATE INDEX need_by_time ON need USING brin (posted_at);

-- The instruments that a need's owner was told of.
CREATE TABLE need_match (
    need_id       bigint NOT NULL REFERENCES need,
    instrument_id bigint NOT NULL REFERENCES instrument,
    matched_at    timestamptz NOT NULL,
    PRIMARY KEY (need_id, instrument_id)
);
