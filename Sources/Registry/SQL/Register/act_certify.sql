INSERT INTO small_firm (organisation_id, evidence, verified_by, since, until_at)
VALUES ($1::int8, $2::text, $3::text, $4::timestamptz, $5::timestamptz)
