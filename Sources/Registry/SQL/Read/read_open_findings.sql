SELECT instrument_id, rule, opened_at FROM finding WHERE instrument_id = ANY ($1::int8[]) AND mended_at IS NULL
