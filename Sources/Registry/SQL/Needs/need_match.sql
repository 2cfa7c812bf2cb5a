-- Instruments that a need's owner is told of for the first time; $3: now. None where it is closed.
INSERT INTO need_match (need_id, instrument_id, matched_at)
SELECT n.id, found, $3::timestamptz
FROM need n CROSS JOIN unnest($2::int8[]) AS found
WHERE n.id = $1::int8 AND n.state = 'open'
ON CONFLICT DO NOTHING
RETURNING instrument_id
