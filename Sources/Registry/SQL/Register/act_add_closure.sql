INSERT INTO closure (instrument_id, channel_id, starts_at, ends_at, reason, note, created_at)
VALUES ($1::int8, $2::int8, $3::timestamptz, $4::timestamptz, $5::text, $6::text, $7::timestamptz)
RETURNING id
