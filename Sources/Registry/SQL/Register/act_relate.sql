INSERT INTO relation (unit_id, organisation_id, entered_at, entered_by, note, until_at)
VALUES ($1::int8, $2::int8, $3::timestamptz, $4::text, $5::text, $6::timestamptz)
