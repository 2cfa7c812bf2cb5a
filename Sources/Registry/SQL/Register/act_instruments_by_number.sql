SELECT id, number FROM instrument WHERE unit_id = $1::int8 AND number = ANY ($2::text[])
