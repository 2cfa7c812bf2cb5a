-- The desk's statements are all probes of an index, but a plan made while the tables were empty would read them whole,
-- and be kept. So plans are made once, without that choice; compiling them would cost more than they do.
-- The commit does not wait for the disk, so that the lock on the log's end is given back at once; the barrier behind it
-- does (see Barrier).
SELECT set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
    set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
    set_config('plan_cache_mode', 'force_generic_plan', true), set_config('jit', 'off', true),
    set_config('synchronous_commit', 'off', true),
    -- The policies that it judges by stay as they are until its end (the first of the locks; $1: their space).
    pg_advisory_xact_lock_shared($1::int4, 0)
