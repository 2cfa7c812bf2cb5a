INSERT INTO tariff (service_id, content, unit_of_charge, price, published_at, effective_from, confirmed)
SELECT service_id, content, unit_of_charge, price, $6::timestamptz, effective_from, confirmed
FROM unnest($1::int8[], $2::text[], $3::text[], $4::int8[], $5::timestamptz[], $7::bool[])
    AS row (service_id, content, unit_of_charge, price, effective_from, confirmed)
