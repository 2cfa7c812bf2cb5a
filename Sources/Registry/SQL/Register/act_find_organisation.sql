SELECT id, code, name, kind, park_id, suspended FROM organisation WHERE code = $1::text
