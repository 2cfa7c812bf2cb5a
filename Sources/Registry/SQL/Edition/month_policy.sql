-- The zone's policy that was in force just before $1; the first of all where there was none yet.
SELECT version FROM policy
WHERE override_id IS NULL
ORDER BY adopted_at < $1::timestamptz DESC, CASE WHEN adopted_at < $1::timestamptz THEN -version ELSE version END
LIMIT 1
