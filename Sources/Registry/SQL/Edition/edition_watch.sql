INSERT INTO edition_month (month, starts_at, ends_at, watched_at)
VALUES ($1::text, $2::timestamptz, $3::timestamptz, $4::timestamptz)
ON CONFLICT (month) DO NOTHING
