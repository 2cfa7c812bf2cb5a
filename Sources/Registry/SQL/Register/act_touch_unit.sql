-- What the rules see of every instrument of a unit has changed.
UPDATE instrument SET version = version + 1 WHERE unit_id = $1::int8
