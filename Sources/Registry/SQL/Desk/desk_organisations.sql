SELECT id, code, name, kind, park_id, suspended FROM organisation WHERE id = ANY ($1::int8[])
