SELECT EXISTS (SELECT 1 FROM wish WHERE state = 'waiting' AND to_at <= $1::timestamptz)
