UPDATE account SET suspended = $2::bool WHERE id = $1::int8 AND suspended <> $2::bool RETURNING id
