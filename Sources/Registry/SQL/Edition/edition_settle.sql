-- Late facts that an edition has taken in.
DELETE FROM late_fact WHERE id = ANY ($1::int8[])
