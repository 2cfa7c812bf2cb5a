INSERT INTO log (seq, at, account, act, subject, before, after, policy_version, hash)
SELECT seq, $9::timestamptz, account, act, subject, before::json, after::json, policy_version, hash
FROM unnest($1::int8[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::int4[])
    AS row (seq, account, act, subject, before, after, hash, policy_version)
