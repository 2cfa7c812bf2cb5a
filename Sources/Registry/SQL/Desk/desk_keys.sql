SELECT k.account_id, k.key, k.fingerprint, k.outcome
FROM unnest($1::int8[], $2::text[]) AS q (account_id, key)
JOIN request_key k ON k.account_id = q.account_id AND k.key = q.key
