-- Services of $1 that the new inventory ($2 instrument, $3 code) no longer names. Their prices end with them: a service
-- that comes back has the price that it comes back with, not one that was in force or announced before.
WITH dropped AS (
    UPDATE service s
    SET withdrawn_at = $4::timestamptz
    WHERE s.instrument_id = ANY ($1::int8[]) AND s.withdrawn_at IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM unnest($2::int8[], $3::text[]) AS kept (instrument_id, code)
            WHERE kept.instrument_id = s.instrument_id AND kept.code = s.code)
    RETURNING s.id)
UPDATE tariff SET withdrawn_at = $4::timestamptz
WHERE service_id IN (SELECT id FROM dropped) AND withdrawn_at IS NULL
