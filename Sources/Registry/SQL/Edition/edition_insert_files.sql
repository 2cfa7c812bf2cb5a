INSERT INTO edition_file (edition_id, scope, name, sha256, bytes)
SELECT $1::int8, scope, name, sha256, bytes
FROM unnest($2::text[], $3::text[], $4::text[], $5::bytea[]) AS row (scope, name, sha256, bytes)
