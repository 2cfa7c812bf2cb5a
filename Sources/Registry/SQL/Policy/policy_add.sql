INSERT INTO policy (version, profile, document, adopted_at, override_id)
SELECT version, profile, document, $5::timestamptz, override_id
FROM unnest($1::int4[], $2::text[], $3::text[], $4::int8[]) AS row (version, profile, document, override_id)
