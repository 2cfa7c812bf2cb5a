UPDATE qualification SET ended_at = $3::timestamptz
WHERE instrument_id = $1::int8 AND account_id = $2::int8 AND ended_at IS NULL
RETURNING until_at
