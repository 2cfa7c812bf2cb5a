INSERT INTO need (organisation_id, account_id, text, category, by_at, expires_at, budget, length, posted_at)
VALUES ($1::int8, $2::int8, $3::text, $4::text, $5::timestamptz, $6::timestamptz, $7::int8, $8::int4, $9::timestamptz)
RETURNING id
