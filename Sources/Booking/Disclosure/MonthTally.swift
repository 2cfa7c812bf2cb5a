/// One instrument's month while it is counted: bookings are added one by one, in any order, and let go.
///
/// It holds what is published and what tells one user from another, never a booking: 28 KB of minutes for each channel
/// at the very most, one entry for each user, each refusal's reason and each reply time.
package struct MonthTally: Sendable {
    private let whole: Period
    private var used: UsedMinutes
    private var figures = UsageFigures()

    package init(_ instrument: LedgerInstrument, _ month: Month) {
        whole = instrument.calendar.period(of: month)
        used = UsedMinutes(MonthFrame(month, instrument.calendar), channels: instrument.channels)
    }

    package mutating func add(_ booking: LedgerBooking) {
        if let time = booking.used { used.add(time) }
        // Requests and their fates are those of outsiders.
        if booking.party == .outside { figures.add(booking, in: whole) }
    }

    /// What is known of a booking apart from its row, before it or after it.
    package mutating func add(_ event: LedgerEvent) { figures.add(event, in: whole) }

    /// Of the instrument that it was made for.
    func figures(of instrument: LedgerInstrument) -> UsageFigures {
        var figures = figures
        figures.minutes = usage(open: instrument.openPeriods(in: whole), closures: instrument.closures, used: used)
        return figures
    }

    /// Bytes that the minutes take.
    var size: Int { used.size }
}

/// The used minutes of an instrument's month by channel and kind.
struct UsedMinutes: Sendable {
    let frame: MonthFrame
    let channels: [ChannelID]
    /// For each channel its kinds, in their order, and the part of `external` that small firms used.
    private var marks: [MinuteMarks]

    private static let kinds = UsageMinutes.Run.allCases.count + 1

    init(_ frame: MonthFrame, channels: [ChannelID]) {
        self.frame = frame
        self.channels = channels
        marks = Array(repeating: MinuteMarks(length: frame.length), count: channels.count * Self.kinds)
    }

    /// Time that does not count, or on a channel that is not one of the month's, is none.
    mutating func add(_ time: UsedTime) {
        guard time.counts, let channel = channels.firstIndex(of: time.channel) else { return }
        let kind = time.kind
        let place = channel * Self.kinds
        frame.each(time.period) { range in
            marks[place + kind.rawValue].insert(range)
            if kind == .external, time.isSmallFirm { marks[place + Self.kinds - 1].insert(range) }
        }
    }

    func minutes(_ channel: Int, _ kind: UsageMinutes.Run) -> MinuteSet {
        marks[channel * Self.kinds + kind.rawValue].set
    }

    func smallFirms(_ channel: Int) -> MinuteSet { marks[(channel + 1) * Self.kinds - 1].set }

    /// Bytes that the minutes take.
    var size: Int { marks.reduce(0) { $0 + $1.size } }
}
