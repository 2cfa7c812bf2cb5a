-- Answers to requests and actual use: what overtime of the use before takes from a booking, what is asked of the clock,
-- and the states of a booking as the program has them.
ALTER TABLE booking ADD COLUMN delayed_until timestamptz;

-- What finished lately on a channel: its clean-down may not be over.
CREATE INDEX booking_finished ON booking (channel_id, finished_at) WHERE state = 'finished';

-- What each state has, and what it cannot have: `requested` has its deadline, only use has a start and an end, and what
-- was said no to has its reason. A booking of several steps in one transaction is written once, so the steps themselves
-- are judged by the program alone.
ALTER TABLE booking ADD CONSTRAINT booking_state_is_whole CHECK (
    CASE state
        WHEN 'requested' THEN respond_by IS NOT NULL AND answered_at IS NULL AND started_at IS NULL AND reason IS NULL
        WHEN 'confirmed' THEN started_at IS NULL AND finished_at IS NULL AND reason IS NULL
        WHEN 'running' THEN started_at IS NOT NULL AND finished_at IS NULL
        WHEN 'finished' THEN started_at IS NOT NULL AND finished_at IS NOT NULL
        WHEN 'declined' THEN respond_by IS NOT NULL AND answered_at IS NOT NULL AND reason IS NOT NULL
            AND started_at IS NULL
        WHEN 'lapsed' THEN respond_by IS NOT NULL AND answered_at IS NULL AND started_at IS NULL
        WHEN 'bumped' THEN reason IS NOT NULL AND started_at IS NULL
        WHEN 'no-show' THEN started_at IS NULL AND finished_at IS NULL
        ELSE started_at IS NULL
    END
    AND (NOT cancelled_late OR state = 'cancelled')
    AND (escalated_at IS NULL OR respond_by >= escalated_at));
