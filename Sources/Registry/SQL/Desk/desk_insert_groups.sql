INSERT INTO booking_group (id, organisation_id, series, created_at)
SELECT id, organisation_id, series, $4::timestamptz
FROM unnest($1::int8[], $2::int8[], $3::text[]) AS row (id, organisation_id, series)
