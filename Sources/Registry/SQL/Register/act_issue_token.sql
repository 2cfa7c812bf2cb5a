INSERT INTO token (account_id, secret_hash, issued_at, expires_at)
VALUES ($1::int8, $2::bytea, $3::timestamptz, $4::timestamptz)
RETURNING id
