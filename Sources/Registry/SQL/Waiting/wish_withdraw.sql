-- No row where it was offered or closed meanwhile.
UPDATE wish SET state = 'withdrawn', closed_at = $2::timestamptz WHERE id = $1::int8 AND state = 'waiting'
RETURNING id
