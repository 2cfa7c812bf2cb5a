/// What a month, or several, of one instrument, or several, come to. All of it can be added but the three collections,
/// which are joined: two months with one user have one user.
package struct UsageFigures: Hashable, Sendable {
    package var minutes = UsageMinutes()
    package var requests = 0
    package var accepted = 0
    package var refused = 0
    /// Taken back by those who asked.
    package var withdrawn = 0
    package var expired = 0
    package var refusedByReason: [String: Int] = [:]
    /// Bookings of outsiders that the unit cancelled.
    package var unitCancelled = 0
    package var noShow = 0
    package var billed = Money(fen: 0)
    package var refunds = Money(fen: 0)
    package var voucher = Money(fen: 0)
    /// Organisations with sharing use in the time. Never published.
    package var users: Set<OrganisationID> = []
    package var smallFirmUsers: Set<OrganisationID> = []
    /// Minutes from a request to its answer, where it had to wait for one.
    package var replies = ReplyTimes()

    package init() {}

    package static func += (a: inout Self, b: Self) {
        a.minutes += b.minutes
        for path in counts { a[keyPath: path] += b[keyPath: path] }
        a.refusedByReason.merge(b.refusedByReason, uniquingKeysWith: +)
        for path in sums { a[keyPath: path] = a[keyPath: path] + b[keyPath: path] }
        a.users.formUnion(b.users)
        a.smallFirmUsers.formUnion(b.smallFirmUsers)
        a.replies += b.replies
    }

    private static var counts: [WritableKeyPath<Self, Int>] {
        [\.requests, \.accepted, \.refused, \.withdrawn, \.expired, \.unitCancelled, \.noShow]
    }
    private static var sums: [WritableKeyPath<Self, Money>] { [\.billed, \.refunds, \.voucher] }
}

extension LedgerInstrument {
    /// The minutes of this instrument's month.
    package func usage(of month: Month) -> UsageMinutes { figures(of: month).minutes }

    /// Everything is counted in the month in which it happened, so that what is frozen stays true: a request when it was
    /// asked, an answer when it was given, a price in the month in which the booked time starts. Requests and their
    /// fates are those of outsiders.
    package func figures(of month: Month) -> UsageFigures {
        if let settled { return settled }
        var tally = MonthTally(self, month)
        for booking in bookings { tally.add(booking) }
        return tally.figures(of: self)
    }
}

extension UsageFigures {
    mutating func add(_ booking: LedgerBooking, in whole: Period) {
        if whole.contains(booking.requestedAt) { requests += 1 }
        if let answer = booking.answer { add(answer, toRequestOf: booking.requestedAt, in: whole) }
        if let ending = booking.ending { add(ending, in: whole) }
        for payment in booking.payments where whole.contains(payment.at) {
            switch payment.kind {
            case .refund: refunds = refunds + payment.amount
            case .voucher: voucher = voucher + payment.amount
            }
        }
        if whole.contains(booking.booked.start) {
            if booking.state == .noShow { noShow += 1 }
            if UsedTime.counts(booking.state) { billed = billed + booking.price }
        }
        if let used = booking.used, used.counts, used.kind == .external, used.minutes(in: whole) {
            users.insert(booking.organisation)
            if booking.isSmallFirm { smallFirmUsers.insert(booking.organisation) }
        }
    }

    mutating func add(_ event: LedgerEvent, in whole: Period) {
        switch event.what {
        case .answer(let answer, let wasCounted):
            if wasCounted, whole.contains(event.requestedAt) { accepted -= 1 }
            add(answer, toRequestOf: event.requestedAt, in: whole)
        case .ending(let ending): add(ending, in: whole)
        }
    }

    private mutating func add(_ answer: LedgerBooking.Answer, toRequestOf asked: Instant, in whole: Period) {
        guard whole.contains(answer.at) else { return }
        if let reason = answer.refusal {
            refused += 1
            refusedByReason[reason, default: 0] += 1
        } else {
            accepted += 1
        }
        if !answer.isAutomatic { replies.add(answer.at.minute - asked.minute) }
    }

    private mutating func add(_ ending: LedgerBooking.Ending, in whole: Period) {
        guard whole.contains(ending.at) else { return }
        switch ending.kind {
        case .withdrawn: withdrawn += 1
        case .expired: expired += 1
        case .unitCancelled: unitCancelled += 1
        }
    }

    /// The value at the rank that `percent` of the answers do not exceed; nil where there was none.
    package func reply(percent: Int) -> Int? { replies.percentile(percent) }
}

extension UsedTime {
    /// Whether a whole minute of it, floored as the classes are, lies in the period.
    fileprivate func minutes(in whole: Period) -> Bool {
        let (from, to) = (period.start.minute, period.end.minute)
        return from < to && from < whole.end.minute && whole.start.minute < to
    }
}

extension Instant {
    /// Whole minutes since 1970, floored.
    fileprivate var minute: Int { Int(seconds >= 0 ? seconds / 60 : (seconds - 59) / 60) }
}
