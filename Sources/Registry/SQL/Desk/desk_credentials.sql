-- The credentials that still hold at $2.
SELECT t.id
FROM token t JOIN account a ON a.id = t.account_id
WHERE t.id = ANY ($1::int8[]) AND t.revoked_at IS NULL AND t.expires_at > $2::timestamptz AND NOT a.suspended
