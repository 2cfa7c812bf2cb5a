INSERT INTO qualification (instrument_id, account_id, granted_at, granted_by, until_at)
VALUES ($1::int8, $2::int8, $3::timestamptz, $4::text, $5::timestamptz)
