/// How the minutes of an instrument's month were spent: eight disjoint classes that add up to the capacity.
package struct UsageMinutes: Hashable, Sendable {
    package var external = 0
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
    package var sharingRate: Int? { run == 0 ? nil : (external * 20_000 + run) / (2 * run) }
}

/// A booking as the usage of a month counts it.
package struct UsedTime: Hashable, Sendable {
    package let channel: ChannelID
    /// Actual use where START and FINISH were recorded, else the booked time.
    package let period: Period
    package let state: BookingState
    package let party: Party
    package let purpose: Purpose

    package init(channel: ChannelID, period: Period, state: BookingState, party: Party, purpose: Purpose) {
        self.channel = channel
        self.period = period
        self.state = state
        self.party = party
        self.purpose = purpose
    }

    /// Confirmed time counts as run unless it is marked a no-show.
    var counts: Bool { state == .confirmed || state == .running || state == .finished }
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
    let frame = MonthFrame(month, calendar)
    var total = UsageMinutes()
    let open = frame.minutes(hours?.openPeriods(in: calendar.period(of: month), calendar) ?? [])
    for channel in channels {
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
        let runs = used.filter { $0.channel == channel && $0.counts }.sorted { $0.period.start < $1.period.start }
        for (kind, path) in UsageMinutes.runs {
            total[keyPath: path] += take(frame.minutes(runs.filter { $0.kind == kind }.map(\.period)))
        }
        total.openIdle += take(open.subtracting(time(.closed)))
        total.closed += frame.length - covered.count
    }
    return total
}

extension UsageMinutes {
    enum Run { case external, excluded, related, own }

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
struct MonthFrame {
    let length: Int
    private let first: Day
    private let calendar: ZoneCalendar
    private let period: Period

    init(_ month: Month, _ calendar: ZoneCalendar) {
        length = month.length * 1440
        first = month.first
        self.calendar = calendar
        period = calendar.period(of: month)
    }

    /// The minutes of the month that the periods cover; each end is floored.
    func minutes(_ periods: [Period]) -> MinuteSet {
        var ranges: [Range<Int>] = []
        let origin = Int64(first.number) * 86_400
        for whole in periods {
            // A day more on either side: the frame is cut by the clock, below.
            for (piece, offset) in calendar.stretches(of: whole) {
                let from = floor(piece.start.seconds + Int64(offset) - origin)
                let to = floor(piece.end.seconds + Int64(offset) - origin)
                let (low, high) = (max(0, from), min(length, to))
                if low < high { ranges.append(low..<high) }
            }
        }
        return MinuteSet(ranges)
    }

    private func floor(_ seconds: Int64) -> Int {
        let (quotient, rest) = seconds.quotientAndRemainder(dividingBy: 60)
        return Int(rest < 0 ? quotient - 1 : quotient)
    }
}
