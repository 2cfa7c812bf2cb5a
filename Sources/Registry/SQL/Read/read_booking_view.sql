-- A booking with everything that lists show.
SELECT b.id, b.instrument_id, b.channel_id, b.organisation_id, b.account_id, b.starts_at, b.ends_at, b.set_up,
    b.clean_down, b.state, b.service_id, s.code, b.party, b.purpose, b.project, b.access, b.quantity, b.price,
    b.policy_version, b.unit_of_charge, b.unit_price, b.small_firm, b.operator_id, b.group_id, b.contract, b.due_at,
    b.created_at, b.respond_by, b.escalated_at, b.answered_at, b.started_at, b.finished_at, b.cancelled_late, b.reason,
    b.delayed_until, b.wish_id, u.code, i.number, a.name, o.name, i.name, c.position, o.contact, i.unit_id, u.park_id,
    o.park_id, p.path, p.name
FROM booking b
JOIN instrument i ON i.id = b.instrument_id
JOIN organisation u ON u.id = i.unit_id
JOIN organisation o ON o.id = b.organisation_id
JOIN account a ON a.id = b.account_id
JOIN service s ON s.id = b.service_id
JOIN channel c ON c.id = b.channel_id
LEFT JOIN operator p ON p.id = b.operator_id
