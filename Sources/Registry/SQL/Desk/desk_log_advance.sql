-- The log's new end. The notice goes out with the commit; whoever misses it finds the end here.
UPDATE log_head SET seq = $1::int8, hash = $2::bytea RETURNING pg_notify('yiqi_log', $1::int8::text)
