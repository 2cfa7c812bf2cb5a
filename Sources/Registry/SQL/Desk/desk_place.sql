-- How far the log has come: proves what the daemon remembers, or tells what it has missed.
SELECT seq, hash FROM log_head
