UPDATE wish SET state = 'expired', closed_at = $1::timestamptz WHERE state = 'waiting' AND to_at <= $1::timestamptz
RETURNING id
