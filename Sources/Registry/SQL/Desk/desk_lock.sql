-- Locks taken in the order of the array given, which is sorted: with one order everywhere nothing can deadlock.
-- Advisory, so that a lock costs no row version. $1: the lock space (see LockSpace).
SELECT pg_advisory_xact_lock($1::int4, id) FROM unnest($2::int4[]) AS id
