-- The register: who there is, what they hold, what it costs, when it is open.
-- Instants are UTC; calendars are cut in the zone's own time by the program, never here.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- One zone to a database.
CREATE TABLE zone (
    only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    code       text NOT NULL,
    name       text NOT NULL,
    name_en    text,
    timezone   text NOT NULL,
    created_at timestamptz NOT NULL
);

-- Every policy that was ever in force here; a booking names the version it was decided under.
CREATE TABLE policy (
    version    integer PRIMARY KEY CHECK (version > 0),
    profile    text NOT NULL,
    document   text NOT NULL,
    adopted_at timestamptz NOT NULL
);

CREATE TABLE organisation (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code       text COLLATE "C" NOT NULL UNIQUE,
    name       text NOT NULL,
    name_en    text,
    kind       text NOT NULL
        CHECK (kind IN ('zone', 'park', 'unit', 'firm', 'team', 'university', 'individual')),
    park_id    bigint REFERENCES organisation,
    contact    text,
    complaints text,
    suspended  boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    CHECK (kind <> 'unit' OR park_id IS NOT NULL)
);
CREATE INDEX organisation_by_park ON organisation (park_id);

CREATE TABLE account (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id bigint NOT NULL REFERENCES organisation,
    -- organisation/person
    name            text COLLATE "C" NOT NULL UNIQUE,
    suspended       boolean NOT NULL DEFAULT false,
    created_at      timestamptz NOT NULL
);

-- Secrets are shown once and stored as SHA-256 only.
CREATE TABLE token (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id  bigint NOT NULL REFERENCES account,
    secret_hash bytea NOT NULL UNIQUE,
    issued_at   timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL CHECK (expires_at > issued_at),
    revoked_at  timestamptz
);
CREATE INDEX token_by_account ON token (account_id);

CREATE TABLE instrument (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id         bigint NOT NULL REFERENCES organisation,
    number          text COLLATE "C" NOT NULL,
    -- Grows with every change that a rule could see (record, hours, tariffs, closures, disclosure), so that a
    -- daemon knows in one comparison whether what it remembers is still true.
    version         bigint NOT NULL DEFAULT 1,
    disclosure      text NOT NULL
        CHECK (disclosure IN ('undisclosed', 'disclosed', 'exempt', 'withdrawn')),
    disclosure_since     timestamptz NOT NULL,
    disclosure_until     timestamptz,
    disclosure_reason    text,
    disclosure_reference text,
    confirmed_at    timestamptz NOT NULL,
    -- The inventory columns, as the unit published them.
    name            text,
    name_en         text,
    model           text,
    maker           text,
    origin          text,
    class_scheme    text,
    class_code      text,
    original_value  bigint,                 -- fen
    public_share    integer CHECK (public_share BETWEEN 0 AND 10000),   -- hundredths of a percent
    funding         text,
    commitment      text,
    acceptance_date date,
    location        text,
    function        text,
    technical       text,
    access          text[] NOT NULL DEFAULT '{}',
    open_hours      text,
    set_up          integer NOT NULL DEFAULT 0 CHECK (set_up >= 0),         -- minutes
    clean_down      integer NOT NULL DEFAULT 0 CHECK (clean_down >= 0),     -- minutes
    contact         text,
    complaints      text,
    pid             text,
    status          text NOT NULL DEFAULT 'in-service'
        CHECK (status IN ('in-service', 'out-of-service', 'retired')),
    share_mode      text,
    -- Columns without a name of ours: alternating name and value.
    extras          text[] NOT NULL DEFAULT '{}',
    -- Lower-case words of all that FIND looks at.
    search_text     text NOT NULL DEFAULT '',
    created_at      timestamptz NOT NULL,
    UNIQUE (unit_id, number),
    CHECK (disclosure NOT IN ('exempt', 'withdrawn') OR disclosure_reason IS NOT NULL),
    CHECK (disclosure <> 'exempt' OR disclosure_reference IS NOT NULL)
);

CREATE TABLE channel (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    instrument_id bigint NOT NULL REFERENCES instrument,
    position      integer NOT NULL CHECK (position > 0),
    -- A later inventory with fewer channels retires the last ones; their history stays.
    retired_at    timestamptz,
    UNIQUE (instrument_id, position)
);

CREATE TABLE service (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    instrument_id bigint NOT NULL REFERENCES instrument,
    code          text COLLATE "C" NOT NULL,
    position      integer NOT NULL,
    withdrawn_at  timestamptz,
    UNIQUE (instrument_id, code)
);

-- Every price that was ever published, with the moment from which it binds (rule O6).
CREATE TABLE tariff (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    service_id     bigint NOT NULL REFERENCES service,
    content        text NOT NULL,
    unit_of_charge text NOT NULL CHECK (unit_of_charge IN ('hour', 'day', 'sample', 'use')),
    price          bigint NOT NULL CHECK (price >= 0),      -- fen
    published_at   timestamptz NOT NULL,
    effective_from timestamptz NOT NULL CHECK (effective_from >= published_at),
    withdrawn_at   timestamptz
);
CREATE INDEX tariff_by_service ON tariff (service_id);

CREATE TABLE closure (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    instrument_id bigint NOT NULL REFERENCES instrument,
    channel_id    bigint REFERENCES channel,
    starts_at     timestamptz NOT NULL,
    ends_at       timestamptz NOT NULL,
    reason        text NOT NULL,
    note          text,
    created_at    timestamptz NOT NULL,
    -- Set when the lab opened again before the end; the closure then reached only to here.
    reopened_at   timestamptz,
    CHECK (starts_at < ends_at)
);
CREATE INDEX closure_by_instrument ON closure (instrument_id, ends_at);
