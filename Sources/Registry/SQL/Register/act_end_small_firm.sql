UPDATE small_firm SET ended_at = $2::timestamptz
WHERE organisation_id = $1::int8 AND ended_at IS NULL
RETURNING evidence, until_at
