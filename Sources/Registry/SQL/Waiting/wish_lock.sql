-- Nobody takes one of them off the list while it is being gone through; in the order of the list.
SELECT id FROM wish WHERE instrument_id = $1::int8 AND state = 'waiting' ORDER BY id FOR UPDATE
