-- No row where it was closed meanwhile.
UPDATE need SET state = 'closed', closed_at = $2::timestamptz WHERE id = $1::int8 AND state = 'open'
RETURNING id
