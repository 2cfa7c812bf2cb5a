-- Writes a record of nothing, so that the commit behind it has something to flush: with it everything that was committed
-- before is on disk too, and with the standbys that synchronous replication names.
SELECT pg_logical_emit_message(true, 'yiqi', '')
