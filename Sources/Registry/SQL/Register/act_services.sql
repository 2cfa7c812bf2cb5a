-- Makes the services of $1 be there and offered, in their order.
INSERT INTO service (instrument_id, code, position)
SELECT * FROM unnest($1::int8[], $2::text[], $3::int4[])
ON CONFLICT (instrument_id, code) DO UPDATE SET position = excluded.position, withdrawn_at = NULL
RETURNING id, instrument_id, code
