UPDATE instrument
SET version = version + 1, disclosure = $2::text, disclosure_since = $3::timestamptz,
    disclosure_until = $4::timestamptz, disclosure_reason = $5::text, disclosure_reference = $6::text
WHERE id = $1::int8
