-- How many wishes of an organisation are open.
SELECT count(*) FROM wish WHERE organisation_id = $1::int8 AND state IN ('waiting', 'offered')
