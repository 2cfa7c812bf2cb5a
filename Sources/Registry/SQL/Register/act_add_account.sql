INSERT INTO account (organisation_id, name, created_at) VALUES ($1::int8, $2::text, $3::timestamptz)
