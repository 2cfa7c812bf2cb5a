INSERT INTO zone (code, name, name_en, timezone, created_at)
VALUES ($1::text, $2::text, $3::text, $4::text, $5::timestamptz)
ON CONFLICT (only_row) DO NOTHING
