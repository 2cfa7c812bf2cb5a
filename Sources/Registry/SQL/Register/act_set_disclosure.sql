-- Takes effect at $3. What stood before is kept for the editions.
WITH kept AS (
    INSERT INTO instrument_history (instrument_id, until, confirmed_at, channels, was)
    SELECT i.id, $3::timestamptz, i.confirmed_at,
        (SELECT count(*) FROM channel c WHERE c.instrument_id = i.id AND c.retired_at IS NULL),
        to_jsonb(i) - 'search_text'
    FROM instrument i WHERE i.id = $1::int8)
UPDATE instrument
SET version = version + 1, disclosure = $2::text, disclosure_since = $3::timestamptz,
    disclosure_until = $4::timestamptz, disclosure_reason = $5::text, disclosure_reference = $6::text
WHERE id = $1::int8
