-- Held by everybody who judges by a policy: one that changes meanwhile is waited for, and waits. $1: the lock space.
SELECT pg_advisory_xact_lock_shared($1::int4, 0)
