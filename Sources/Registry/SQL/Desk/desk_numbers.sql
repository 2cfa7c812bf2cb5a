SELECT nextval('booking_number') FROM generate_series(1, $1::int4)
