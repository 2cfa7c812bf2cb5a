-- What counts against the quotas of these organisations and ended after $2. One probe for each
-- organisation.
SELECT o.id, b.id, b.instrument_id, b.starts_at, b.ends_at, b.state
FROM unnest($1::int8[]) AS o (id)
CROSS JOIN LATERAL (
    SELECT id, instrument_id, starts_at, ends_at, state FROM booking
    WHERE organisation_id = o.id AND ends_at > $2::timestamptz
        AND state IN ('requested', 'confirmed', 'running', 'finished', 'no-show')
    ORDER BY ends_at
) AS b
