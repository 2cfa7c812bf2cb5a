-- Own and related use of instruments that ended after $2 (rule O2).
SELECT instrument_id, id, starts_at, ends_at, party
FROM booking
WHERE instrument_id = ANY ($1::int8[]) AND party <> 'outside' AND ends_at > $2::timestamptz
    AND state IN ('requested', 'confirmed', 'running', 'finished', 'no-show')
