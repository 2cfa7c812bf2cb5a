UPDATE channel c
SET retired_at = $3::timestamptz
FROM unnest($1::int8[], $2::int4[]) AS row (instrument_id, channels)
WHERE c.instrument_id = row.instrument_id AND c.position > row.channels AND c.retired_at IS NULL
