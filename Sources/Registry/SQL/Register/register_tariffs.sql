SELECT s.instrument_id, s.id, s.code, t.content, t.unit_of_charge, t.price, t.published_at, t.effective_from,
    coalesce(t.withdrawn_at, s.withdrawn_at), t.confirmed
FROM service s JOIN tariff t ON t.service_id = s.id
WHERE s.instrument_id = ANY ($1::int8[])
ORDER BY s.instrument_id, s.position, s.code, t.effective_from, t.id
