INSERT INTO operator (unit_id, path, name, contact, hours, instruments, created_at)
VALUES ($1::int8, $2::text, $3::text, $4::text, $5::text, $6::int8[], $7::timestamptz)
