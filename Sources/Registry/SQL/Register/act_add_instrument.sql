INSERT INTO instrument (
    unit_id, number, disclosure, disclosure_since, confirmed_at, created_at, name, original_value, public_share,
    funding, commitment, acceptance_date, search_text)
VALUES ($1::int8, $2::text, 'undisclosed', $3::timestamptz, $3::timestamptz, $3::timestamptz, $4::text, $5::int8,
    $6::int4, $7::text, $8::text, $9::date, lower($4::text))
RETURNING id
