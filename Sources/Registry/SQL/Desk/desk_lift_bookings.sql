-- Takes bookings that move, and are about to, out of the guard: one of them may go where another stands.
UPDATE booking SET occupied = 'empty' WHERE id = ANY ($1::int8[])
