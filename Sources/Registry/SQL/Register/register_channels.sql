SELECT instrument_id, id FROM channel
WHERE instrument_id = ANY ($1::int8[]) AND retired_at IS NULL
ORDER BY instrument_id, position
