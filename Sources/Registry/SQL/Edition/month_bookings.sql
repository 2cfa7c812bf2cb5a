-- Bookings whose time touches the month, as they stand now; what happened to them is in month_events.sql. In no order:
-- whoever counts them needs none, and a month of millions is not sorted for it. The columns are those of
-- month_elsewhere.sql; the last says that it never had to wait for an answer, and so was confirmed when it was made.
COPY (
SELECT instrument_id, channel_id, organisation_id, starts_at, ends_at, state, party, purpose, price, created_at,
    started_at, finished_at, small_firm,
    respond_by IS NULL AND answered_at IS NULL
FROM booking
WHERE ends_at > $1::timestamptz AND starts_at < $2::timestamptz
) TO STDOUT (FORMAT binary)
