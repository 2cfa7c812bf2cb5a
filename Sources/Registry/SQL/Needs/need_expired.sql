SELECT EXISTS (SELECT 1 FROM need WHERE state = 'open' AND expires_at <= $1::timestamptz)
