INSERT INTO policy_override (level, organisation_id, instrument_id, document, adopted_at, account, profile)
VALUES ($1::text, $2::int8, $3::int8, $4::text, $5::timestamptz, $6::text, $7::text)
RETURNING id
