UPDATE instrument i SET policy_version = row.version
FROM unnest($1::int8[], $2::int4[]) AS row (id, version)
WHERE i.id = row.id
