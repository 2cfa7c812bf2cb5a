package import Booking
import Postgres

/// A booking for which the clock may have something to do.
package struct DueStep: Hashable, Sendable {
    package let booking: BookingID
    package let subject: BookingSubject
    /// When its moment came.
    package let due: Instant
}

extension Reader {
    /// What has come due by `now`, in order of its moments, a page at a time. It is only a proposal: the desk judges each
    /// again under its locks.
    ///
    /// - Parameters:
    ///   - finishAfter: how long after its booked end an unfinished use ends by itself.
    ///   - after: the last of the page before.
    package func dueSteps(
        by now: Instant, finishAfter: Span, after: DueStep? = nil, limit: Int
    ) async throws -> [DueStep] {
        try await query(
            Statement(
                SQL.due, .timestamptz(now.timestamp), .timestamptz((now - finishAfter).timestamp),
                .timestamptz(after?.due.timestamp), .int8(after?.booking.rawValue), .int4(Int32(limit)))
        ).map { row in
            DueStep(
                booking: try row.id(0),
                subject: BookingSubject(instrument: try row.id(1), unit: try row.id(2), organisation: try row.id(3)),
                due: try row.instant(4))
        }
    }
}
