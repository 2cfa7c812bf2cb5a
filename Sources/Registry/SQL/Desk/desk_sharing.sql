-- Own and related use of instruments that ended after $2 (rule O2); one probe for each.
SELECT q.instrument_id, b.id, b.starts_at, b.ends_at, b.party
FROM unnest($1::int8[]) AS q (instrument_id)
CROSS JOIN LATERAL (
    SELECT id, starts_at, ends_at, party FROM booking
    WHERE instrument_id = q.instrument_id AND party <> 'outside' AND ends_at > $2::timestamptz
        AND state IN ('requested', 'confirmed', 'running', 'finished', 'no-show')
    ORDER BY ends_at
) AS b
