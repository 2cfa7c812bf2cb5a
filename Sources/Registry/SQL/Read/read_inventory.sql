SELECT id FROM instrument
WHERE unit_id = $1::int8 AND disclosure <> 'undisclosed'
ORDER BY number
