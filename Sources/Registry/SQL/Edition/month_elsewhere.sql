-- Bookings for another time that were made in the month, or whose use began before the month that they were booked for or
-- ended after it: never by as much as a month. The columns are those of month_bookings.sql.
COPY (
SELECT instrument_id, channel_id, organisation_id, starts_at, ends_at, state, party, purpose, price, created_at,
    started_at, finished_at, small_firm,
    respond_by IS NULL AND answered_at IS NULL
FROM booking
WHERE NOT (ends_at > $1::timestamptz AND starts_at < $2::timestamptz)
    AND (created_at >= $1::timestamptz AND created_at < $2::timestamptz
        OR starts_at > $1::timestamptz - interval '31 days' AND starts_at < $2::timestamptz + interval '31 days'
            AND finished_at > $1::timestamptz AND started_at < $2::timestamptz)
) TO STDOUT (FORMAT binary)
