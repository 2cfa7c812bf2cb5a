-- Makes each instrument ($1) have channels 1 to $2, in use.
INSERT INTO channel (instrument_id, position)
SELECT row.instrument_id, position
FROM unnest($1::int8[], $2::int4[]) AS row (instrument_id, channels)
CROSS JOIN LATERAL generate_series(1, row.channels) AS position
ON CONFLICT (instrument_id, position) DO UPDATE SET retired_at = NULL WHERE channel.retired_at IS NOT NULL
