INSERT INTO organisation (code, name, name_en, kind, park_id, contact, complaints, created_at)
VALUES ($1::text, $2::text, $3::text, $4::text, $5::int8, $6::text, $7::text, $8::timestamptz)
