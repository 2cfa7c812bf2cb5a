-- How wishes stand by what happened to the time that was held for them.
UPDATE wish w
SET state = row.state, booking_id = row.booking_id,
    closed_at = CASE WHEN row.state <> 'offered' THEN $4::timestamptz END
FROM unnest($1::int8[], $2::text[], $3::int8[]) AS row (id, state, booking_id)
WHERE w.id = row.id
