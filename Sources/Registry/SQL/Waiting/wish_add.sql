INSERT INTO wish (
    instrument_id, organisation_id, account_id, service, purpose, project, access, quantity, from_at, to_at, length,
    asked_at)
VALUES ($1::int8, $2::int8, $3::int8, $4::text, $5::text, $6::text, $7::text, $8::int4, $9::timestamptz,
    $10::timestamptz, $11::int4, $12::timestamptz)
RETURNING id
