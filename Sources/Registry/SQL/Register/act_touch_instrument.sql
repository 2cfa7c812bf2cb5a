-- Every change that a rule could see moves the version on.
UPDATE instrument SET version = version + 1 WHERE id = $1::int8
