-- What the whole life of a booking leaves behind: groups, requests with a clock, operators, actual use.
ALTER TABLE booking
    -- The first booking of an act that made several.
    ADD COLUMN group_id     bigint,
    ADD COLUMN operator_id  bigint,
    ADD COLUMN contract     text,
    ADD COLUMN due_at       timestamptz,
    ADD COLUMN small_firm   boolean NOT NULL DEFAULT false,
    ADD COLUMN respond_by   timestamptz,
    ADD COLUMN escalated_at timestamptz,
    ADD COLUMN answered_at  timestamptz,
    ADD COLUMN started_at   timestamptz,
    ADD COLUMN finished_at  timestamptz,
    -- The coded reason of a decline, a cancellation or a bump.
    ADD COLUMN reason       text,
    ADD CHECK (finished_at >= started_at);

-- A series or an order, by any of its bookings. The text is the canonical RFC 5545 rule; nil for instruments together.
CREATE TABLE booking_group (
    id              bigint PRIMARY KEY,
    organisation_id bigint NOT NULL,
    series          text,
    created_at      timestamptz NOT NULL
);
CREATE INDEX booking_by_group ON booking (group_id, starts_at) WHERE group_id IS NOT NULL;
-- Own and related use of an instrument (rule O2).
CREATE INDEX booking_shared ON booking (instrument_id, ends_at) WHERE party <> 'outside';
-- What waits for the clock.
CREATE INDEX booking_to_answer ON booking (respond_by) WHERE state = 'requested';
CREATE INDEX booking_running ON booking (ends_at) WHERE state = 'running';
-- Rule B8.
CREATE INDEX booking_strikes ON booking (organisation_id, ends_at) WHERE state = 'no-show' OR cancelled_late;
-- A month of the log.
CREATE INDEX log_by_time ON log USING brin (at);
