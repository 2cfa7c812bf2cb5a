-- How many needs of an organisation are open.
SELECT count(*) FROM need WHERE organisation_id = $1::int8 AND state = 'open'
