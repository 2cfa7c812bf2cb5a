-- Every price that was published before $1; what was dropped from then on is still offered.
SELECT s.instrument_id, s.id, s.code, t.content, t.unit_of_charge, t.price, t.published_at, t.effective_from,
    CASE WHEN coalesce(t.withdrawn_at, s.withdrawn_at) < $1::timestamptz THEN coalesce(t.withdrawn_at, s.withdrawn_at) END, t.confirmed
FROM service s JOIN tariff t ON t.service_id = s.id
WHERE t.published_at < $1::timestamptz
ORDER BY s.instrument_id, s.code, t.effective_from, t.id
