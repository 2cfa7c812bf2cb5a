-- Rules below the zone: what a park, a unit or an instrument says otherwise, and the policies that come of it.

-- Every override that was ever adopted; an empty document takes back what a place said before.
CREATE TABLE policy_override (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    level           text NOT NULL CHECK (level IN ('park', 'unit', 'instrument')),
    organisation_id bigint REFERENCES organisation,
    instrument_id   bigint REFERENCES instrument,
    -- RULE.key=value, one a line.
    document        text NOT NULL,
    -- The profile that it was made from, as it was then; null where all was said word by word.
    profile         text,
    adopted_at      timestamptz NOT NULL,
    account         text NOT NULL,
    CHECK ((level = 'instrument') = (instrument_id IS NOT NULL)),
    CHECK ((level = 'instrument') = (organisation_id IS NULL))
);
CREATE INDEX policy_override_by_organisation ON policy_override (organisation_id);
CREATE INDEX policy_override_by_instrument ON policy_override (instrument_id);

-- A version is the whole text in force at one place: the zone's where there is no override, else that of the override's
-- place, merged with all above it. When something above changes, the places below get versions of their own anew.
ALTER TABLE policy ADD COLUMN override_id bigint REFERENCES policy_override;

-- The version in force, for places with rules of their own; all others have that of the nearest place above.
ALTER TABLE zone ADD COLUMN policy_version integer REFERENCES policy;
ALTER TABLE organisation ADD COLUMN policy_version integer REFERENCES policy;
ALTER TABLE instrument ADD COLUMN policy_version integer REFERENCES policy;
CREATE INDEX organisation_with_policy ON organisation (id) WHERE policy_version IS NOT NULL;
CREATE INDEX instrument_with_policy ON instrument (id) WHERE policy_version IS NOT NULL;
UPDATE zone SET policy_version = (SELECT max(version) FROM policy);

-- Series are kept in full, as lines of iCalendar; the rules that were kept alone do not say which dates they come to.
COMMENT ON COLUMN booking_group.series IS 'DTSTART, DURATION or DTEND, RRULE, EXDATE, RDATE as in RFC 5545; null for none';

-- Rule D8: publications shortly after one another count as one, and a price that was confirmed is a new start.
ALTER TABLE tariff ADD COLUMN confirmed boolean NOT NULL DEFAULT false;

-- Rule D7 covers the commitment too: without it there is no duty to disclose.
ALTER TABLE correction
    DROP CONSTRAINT correction_field_check,
    ADD CONSTRAINT correction_field_check
        CHECK (field IN ('original-value', 'public-share', 'funding', 'commitment', 'acceptance-date'));
