UPDATE organisation o SET policy_version = row.version
FROM unnest($1::int8[], $2::int4[]) AS row (id, version)
WHERE o.id = row.id
