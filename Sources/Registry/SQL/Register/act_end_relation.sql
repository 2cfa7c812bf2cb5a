UPDATE relation SET ended_at = $3::timestamptz
WHERE unit_id = $1::int8 AND organisation_id = $2::int8 AND ended_at IS NULL
RETURNING until_at
