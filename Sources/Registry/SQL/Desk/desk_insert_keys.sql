INSERT INTO request_key (account_id, key, fingerprint, outcome, used_at)
SELECT account_id, key, fingerprint, outcome, $5::timestamptz
FROM unnest($1::int8[], $2::text[], $3::bytea[], $4::text[]) AS row (account_id, key, fingerprint, outcome)
