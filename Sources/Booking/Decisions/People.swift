/// Who has a standing of his or her own at one instrument, beside everybody's right to book it.
package struct InstrumentPeople: Hashable, Sendable {
    /// Those who may operate it themselves (rule B9).
    package var qualified: [AccountID: Qualification]
    /// Organisations that are related to the holder unit (rule O9).
    package var related: [OrganisationID: Relation]
    /// Operators are entered for it, so that assisted use needs one of them (rule B10).
    package var isStaffed: Bool

    package static let none = InstrumentPeople()

    package init(
        qualified: [AccountID: Qualification] = [:], related: [OrganisationID: Relation] = [:], isStaffed: Bool = false
    ) {
        self.qualified = qualified
        self.related = related
        self.isStaffed = isStaffed
    }
}

/// A person's leave to operate one instrument. It is the person's, not the firm's.
package struct Qualification: Hashable, Sendable {
    /// Nil: without end.
    package let until: Instant?

    package init(until: Instant?) { self.until = until }

    package func covers(_ period: Period) -> Bool { until.map { period.end <= $0 } ?? true }
}

/// An organisation's tie to a holder unit, as a subsidiary's or a joint venture's.
package struct Relation: Hashable, Sendable {
    /// Nil: without end.
    package let until: Instant?

    package init(until: Instant?) { self.until = until }

    package func holds(at now: Instant) -> Bool { until.map { now < $0 } ?? true }
}

/// An organisation's verified status as a small or micro firm or start-up team (rule O8).
package struct SmallFirmStatus: Hashable, Sendable {
    package let since: Instant
    package let until: Instant

    package init(since: Instant, until: Instant) {
        self.since = since
        self.until = until
    }

    package func holds(at now: Instant) -> Bool { since <= now && now < until }
}

/// A late cancellation or a no-show (rule B8).
package struct Strike: Hashable, Sendable {
    package let booking: BookingID
    /// The start of the time that stood empty.
    package let at: Instant

    package init(booking: BookingID, at: Instant) {
        self.booking = booking
        self.at = at
    }
}

/// Somebody who assists at a unit's instruments, with all that binds him or her (rule B10).
package struct OperatorFacts: Hashable, Sendable {
    package let id: OperatorID
    /// `unit/person`.
    package let name: String
    /// Nil: whenever the instrument is open.
    package let hours: WeeklyHours?
    /// Nil: all of the unit's.
    package let instruments: Set<InstrumentID>?
    /// In no order.
    package var duties: [Duty]

    /// Time spent on a live booking: the use and the clean-down after it.
    package struct Duty: Hashable, Sendable {
        package let booking: BookingID
        package let occupied: Period

        package init(booking: BookingID, occupied: Period) {
            self.booking = booking
            self.occupied = occupied
        }
    }

    package init(
        id: OperatorID, name: String, hours: WeeklyHours?, instruments: Set<InstrumentID>?, duties: [Duty] = []
    ) {
        self.id = id
        self.name = name
        self.hours = hours
        self.instruments = instruments
        self.duties = duties
    }

    /// Whether the operator works throughout the period and has no other duty in it or in the clean-down after it.
    func isFree(
        _ period: Period, cleanDown: Int, on register: InstrumentRegister, excluding moving: BookingID?
    ) -> Bool {
        if let instruments, !instruments.contains(register.id) { return false }
        guard let occupied = Period(start: period.start, end: period.end + .minutes(cleanDown)),
            !duties.contains(where: { $0.booking != moving && $0.occupied.overlaps(occupied) })
        else { return false }
        return hours.map { $0.firstShut(in: period, register.calendar) == nil } ?? true
    }
}

extension BookingFacts {
    /// Counts against its organisation under rule B8.
    package var isStrike: Bool { state == .noShow || state == .cancelled && life.late }

    /// What holds an operator: the use and the clean-down after it.
    var duty: OperatorFacts.Duty? {
        guard state.isLive, let occupied = Period(start: period.start, end: period.end + .minutes(cleanDown)) else {
            return nil
        }
        return OperatorFacts.Duty(booking: id, occupied: occupied)
    }
}
