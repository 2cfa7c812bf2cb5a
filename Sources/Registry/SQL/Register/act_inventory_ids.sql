SELECT id, number FROM instrument WHERE unit_id = $1::int8 ORDER BY id
