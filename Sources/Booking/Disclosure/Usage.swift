/// How the minutes of an instrument's month were spent: eight disjoint classes that add up to the capacity.
package struct UsageMinutes: Hashable, Sendable {
    package var external = 0
    /// The part of `external` that small firms and start-up teams used; not a class of its own.
    package var smallFirm = 0
    /// Use by outsiders for purposes that do not count as sharing (rule O9).
    package var excluded = 0
    package var related = 0
    package var own = 0
    package var maintenance = 0
    package var down = 0
    package var openIdle = 0
    package var closed = 0

    package init() {}

    package var run: Int { external + excluded + related + own }
    /// Channels × days × 1440.
    package var capacity: Int { run + maintenance + down + openIdle + closed }

    /// External ÷ run in ten-thousandths, half-up; nil where nothing ran.
    package var sharingRate: Int? { Ratio(external, of: run).tenThousandths }

    /// The eight classes in the edition's order.
    package static var classes: [(column: String, path: WritableKeyPath<UsageMinutes, Int>)] {
        [
            ("run-external-min", \.external), ("run-external-excluded-min", \.excluded),
            ("run-related-min", \.related), ("run-internal-min", \.own), ("maintenance-min", \.maintenance),
            ("down-min", \.down), ("open-idle-min", \.openIdle), ("closed-min", \.closed),
        ]
    }

    package static func += (a: inout Self, b: Self) {
        for (_, path) in classes { a[keyPath: path] += b[keyPath: path] }
        a.smallFirm += b.smallFirm
    }
}

/// A share of whole numbers, for printing.
package struct Ratio: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let part: Int
    package let whole: Int

    package init(_ part: Int, of whole: Int) {
        self.part = part
        self.whole = whole
    }

    /// Rounded half-up; nil where the whole is nought.
    package var tenThousandths: Int? { whole == 0 ? nil : (part * 20_000 + whole) / (2 * whole) }

    /// `0.7143`, `1.0000`; empty where the whole is nought.
    package var description: String {
        tenThousandths.map { "\($0 / 10_000).\(padded($0 % 10_000, 4))" } ?? ""
    }

    /// By exact value; what has no value comes before all that has one.
    package static func < (a: Self, b: Self) -> Bool {
        if a.whole == 0 || b.whole == 0 { return a.whole == 0 && b.whole != 0 }
        return a.part * b.whole < b.part * a.whole
    }
}

/// A booking as the usage of a month counts it.
package struct UsedTime: Hashable, Sendable {
    package let channel: ChannelID
    /// Actual use where START and FINISH were recorded, else the booked time.
    package let period: Period
    package let state: BookingState
    package let party: Party
    package let purpose: Purpose
    package let isSmallFirm: Bool

    package init(
        channel: ChannelID, period: Period, state: BookingState, party: Party, purpose: Purpose,
        isSmallFirm: Bool = false
    ) {
        self.channel = channel
        self.period = period
        self.state = state
        self.party = party
        self.purpose = purpose
        self.isSmallFirm = isSmallFirm
    }

    /// Confirmed time counts as run unless it is marked a no-show.
    var counts: Bool { Self.counts(state) }

    static func counts(_ state: BookingState) -> Bool {
        state == .confirmed || state == .running || state == .finished
    }
}

/// Counts a month of one instrument.
///
/// The month is that of the wall clock in the zone: `days × 1440` minutes for each channel, in every zone. Starts and
/// ends are floored to the minute. Where the clock is set back, the two passes over the same hour count once; an hour
/// that it skips is closed. Where classes would overlap: down, maintenance, run, open and idle, closed.
package func usage(
    of month: Month, calendar: ZoneCalendar, hours: WeeklyHours?, channels: [ChannelID], closures: [Closure],
    used: [UsedTime]
) -> UsageMinutes {
    let open = hours?.openPeriods(in: calendar.period(of: month), calendar) ?? []
    return usage(
        of: month, calendar: calendar, open: [[Period]](repeating: open, count: channels.count), channels: channels,
        closures: closures, used: used)
}

/// As above, with the open time of each channel given whole.
func usage(
    of month: Month, calendar: ZoneCalendar, open: [[Period]], channels: [ChannelID], closures: [Closure],
    used: [UsedTime]
) -> UsageMinutes {
    var minutes = UsedMinutes(MonthFrame(month, calendar), channels: channels)
    for time in used { minutes.add(time) }
    return usage(open: open, closures: closures, used: minutes)
}

/// As above, of minutes that are gathered already.
func usage(open: [[Period]], closures: [Closure], used: UsedMinutes) -> UsageMinutes {
    let frame = used.frame
    var total = UsageMinutes()
    for (index, channel) in used.channels.enumerated() {
        let shut = closures.filter { $0.channel == nil || $0.channel == channel }
        func time(_ kind: ClosureReason.MinuteClass) -> MinuteSet {
            frame.minutes(
                shut.filter { (ClosureReason(rawValue: $0.reason) ?? .holiday).minutes == kind }.map(\.period))
        }
        var covered = time(.down)
        total.down += covered.count
        func take(_ set: MinuteSet) -> Int {
            let fresh = set.subtracting(covered)
            covered = covered.union(fresh)
            return fresh.count
        }
        total.maintenance += take(time(.maintenance))
        total.smallFirm += used.smallFirms(index).subtracting(covered).count
        for (kind, path) in UsageMinutes.runs { total[keyPath: path] += take(used.minutes(index, kind)) }
        total.openIdle += take(frame.minutes(open[index]).subtracting(time(.closed)))
        total.closed += frame.length - covered.count
    }
    return total
}

extension UsageMinutes {
    enum Run: Int, CaseIterable { case external, excluded, related, own }

    fileprivate static var runs: [(Run, WritableKeyPath<UsageMinutes, Int>)] {
        [(.external, \.external), (.excluded, \.excluded), (.related, \.related), (.own, \.own)]
    }
}

extension UsedTime {
    var kind: UsageMinutes.Run {
        switch party {
        case .own: .own
        case .related: .related
        case .outside: purpose.countsAsSharing ? .external : .excluded
        }
    }
}

/// A month's minutes on the wall clock, counted from its first midnight.
struct MonthFrame: Sendable {
    let length: Int
    /// The first midnight as the clock shows it, in seconds.
    private let origin: Int64
    private let calendar: ZoneCalendar
    /// A day more than the month on either side where the clock is not set in that time, and how far it is from UTC:
    /// most bookings of most months need nothing else.
    private let steady: (period: Period, offset: Int64)?

    init(_ month: Month, _ calendar: ZoneCalendar) {
        length = month.length * 1440
        origin = Int64(month.first.number) * 86_400
        self.calendar = calendar
        let whole = calendar.period(of: month)
        let stretches = calendar.stretches(of: Period(start: whole.start - .days(1), end: whole.end + .days(1))!)
        steady = stretches.count == 1 ? (stretches[0].period, Int64(stretches[0].offset)) : nil
    }

    /// The minutes of the month that the periods cover; each end is floored.
    func minutes(_ periods: [Period]) -> MinuteSet {
        var ranges: [Range<Int>] = []
        for period in periods { each(period) { ranges.append($0) } }
        return MinuteSet(ranges)
    }

    /// Hands over the ranges of the month's minutes that a period covers; each end is floored.
    func each(_ period: Period, _ body: (Range<Int>) -> Void) {
        if let steady, steady.period.contains(period) { return cut(period, steady.offset, body) }
        for (piece, offset) in calendar.stretches(of: period) { cut(piece, Int64(offset), body) }
    }

    private func cut(_ piece: Period, _ offset: Int64, _ body: (Range<Int>) -> Void) {
        let from = floor(piece.start.seconds + offset - origin)
        let to = floor(piece.end.seconds + offset - origin)
        let (low, high) = (max(0, from), min(length, to))
        if low < high { body(low..<high) }
    }

    private func floor(_ seconds: Int64) -> Int {
        let (quotient, rest) = seconds.quotientAndRemainder(dividingBy: 60)
        return Int(rest < 0 ? quotient - 1 : quotient)
    }
}
