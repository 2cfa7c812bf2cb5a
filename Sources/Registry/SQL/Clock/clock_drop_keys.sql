-- Lets go of some of the keys that were last used before $1; what another daemon is dropping is left to it.
DELETE FROM request_key
WHERE ctid = ANY (ARRAY (
    SELECT ctid FROM request_key WHERE used_at < $1::timestamptz LIMIT $2::int4 FOR UPDATE SKIP LOCKED))
RETURNING 1
