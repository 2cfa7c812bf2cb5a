-- All channels that an instrument ever had, in their order.
SELECT instrument_id, id FROM channel ORDER BY instrument_id, position
