-- What the rules on records need: two more columns of the inventory, when a disclosure first stood, what was corrected,
-- and what publications found broken.

ALTER TABLE instrument
    ADD COLUMN price_basis        text,
    ADD COLUMN no_assistance      text,
    -- The first publication; a withdrawal and a return do not move it.
    ADD COLUMN first_disclosed_at timestamptz;

UPDATE instrument i
SET first_disclosed_at = coalesce(
    (SELECT min(l.at)
     FROM log l JOIN organisation u ON u.id = i.unit_id
     WHERE l.subject = u.code || '/' || i.number AND l.act IN ('publish', 'publish-new')),
    i.disclosure_since)
WHERE i.disclosure IN ('disclosed', 'withdrawn');

-- Changes of columns that are only ever corrected (rule D7), as the inventory writes both values.
CREATE TABLE correction (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    instrument_id bigint NOT NULL REFERENCES instrument,
    field         text NOT NULL CHECK (field IN ('original-value', 'public-share', 'funding', 'acceptance-date')),
    old_value     text NOT NULL,
    -- Null where the new list says nothing.
    new_value     text,
    -- Null only where the policy did not ask for one.
    reason        text,
    account       text NOT NULL,
    corrected_at  timestamptz NOT NULL
);
CREATE INDEX correction_by_time ON correction (corrected_at);
CREATE INDEX correction_by_instrument ON correction (instrument_id, corrected_at);

-- Rules that a record broke by what it says, from the publication that brought it in to the one that mended it. What
-- time breaks (rules D3, D6, O10's closures) is computed when it is asked for.
CREATE TABLE finding (
    instrument_id bigint NOT NULL REFERENCES instrument,
    rule          text NOT NULL,
    opened_at     timestamptz NOT NULL,
    mended_at     timestamptz CHECK (mended_at >= opened_at),
    PRIMARY KEY (instrument_id, rule, opened_at)
);
CREATE UNIQUE INDEX finding_open ON finding (instrument_id, rule) WHERE mended_at IS NULL;
