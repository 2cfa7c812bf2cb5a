-- The texts of series of which bookings moved: of those that stay as they were read, of those that moved under a new id.
WITH changed AS (
    UPDATE booking_group g SET series = row.series
    FROM unnest($1::int8[], $2::text[], $3::text[]) AS row (id, was, series)
    WHERE g.id = row.id AND g.series = row.was)
INSERT INTO booking_group (id, organisation_id, series, created_at)
SELECT id, organisation_id, series, $7::timestamptz
FROM unnest($4::int8[], $5::int8[], $6::text[]) AS row (id, organisation_id, series)
ON CONFLICT (id) DO UPDATE SET series = excluded.series
