INSERT INTO organisation (code, name, name_en, kind, created_at)
VALUES ($1::text, $2::text, $3::text, 'zone', $4::timestamptz)
ON CONFLICT (code) DO NOTHING
