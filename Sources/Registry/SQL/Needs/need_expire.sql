UPDATE need SET state = 'expired', closed_at = $1::timestamptz WHERE state = 'open' AND expires_at <= $1::timestamptz
RETURNING id
