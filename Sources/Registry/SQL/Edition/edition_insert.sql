INSERT INTO edition (month, revision, previous_id, sealed_at, sealed_by, policy_profile, policy_version, program, sha256,
    public_key, corrections, detail)
VALUES ($1::text, $2::int4, $3::int8, $4::timestamptz, $5::text, $6::text, $7::int4, $8::text, $9::text, $10::text,
    $11::int4, $12::bytea)
RETURNING id
