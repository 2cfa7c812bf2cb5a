-- The last lock of every writer, held until its commit: the chain has one end.
SELECT seq, hash FROM log_head FOR UPDATE
