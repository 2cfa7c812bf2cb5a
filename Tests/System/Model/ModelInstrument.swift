/// An instrument as plainly as it can be said: what it publishes, and which quarters of an hour it is open in.
struct ModelInstrument: Sendable {
    struct Closure: Sendable {
        let number: Int
        let period: Range<Int>
        let isFault: Bool
        var isUndone = false
    }

    let path: String
    let channels: Int
    let setUp: Int
    let cleanDown: Int
    /// The unit answers a request before it is a booking.
    let asksFirst: Bool
    /// It may be used with one's own hands, by those who are qualified, or with help.
    let isSelfOperated: Bool
    /// Whether it is open in each quarter of the calendar.
    private let open: [Bool]
    /// By month: the open minutes of one channel, as published, and those of them that closures take.
    private var published: [Int: Int] = [:]
    private var shut: [Int: Int] = [:]
    var closures: [Closure] = [] {
        didSet { shut = takenByClosures() }
    }
    /// By firm: the minute at which leave to operate it ends; `Int.max` where it has no end.
    var qualified: [Int: Int] = [:]
    private let calendar: ModelCalendar
    private let shape: ModelShape

    init(_ shape: ModelShape, path: String, _ calendar: ModelCalendar) {
        self.path = path
        self.shape = shape
        channels = shape.channels
        setUp = shape.setUp
        cleanDown = shape.down
        asksFirst = shape.asksFirst
        isSelfOperated = shape.isSelfOperated
        self.calendar = calendar
        open = calendar.quarters.map { quarter in
            (shape.open[quarter.weekday] ?? []).contains { $0.contains(quarter.minuteOfDay) }
        }
        for (quarter, isOpen) in zip(calendar.quarters, open) where isOpen {
            published[quarter.month, default: 0] += ModelCalendar.quarter
        }
    }

    /// What is kept free between two neighbours: the larger of the one's clean-down and the other's set-up.
    var gap: Int { max(setUp, cleanDown) }

    /// Open throughout, and no closure touches it.
    func isOpen(_ period: Range<Int>) -> Bool {
        for index in calendar.indices(period) where !open[index] { return false }
        return !closures.contains { !$0.isUndone && $0.period.overlaps(period) }
    }

    /// The open stretches of a day on the wall, closed or not.
    func stretches(on day: Int) -> [Range<Int>] {
        let midnight = calendar.clock.midnight(day)
        return (shape.open[(day + 3) % 7] ?? []).map { midnight + $0.lowerBound..<midnight + $0.upperBound }
    }

    func hasFault(in period: Range<Int>) -> Bool {
        closures.contains { !$0.isUndone && $0.isFault && $0.period.overlaps(period) }
    }

    /// The open minutes of all channels in a month, closures left out.
    func openMinutes(month: Int) -> Int { ((published[month] ?? 0) - (shut[month] ?? 0)) * channels }

    /// Counts anew the open minutes that closures take, each once however many closures there are.
    private func takenByClosures() -> [Int: Int] {
        let periods = closures.filter { !$0.isUndone }.map(\.period)
        var taken: [Int: Int] = [:]
        for index in Set(periods.flatMap { calendar.indices($0) }) where open[index] {
            let quarter = calendar.minutes(index)
            let isWhole = periods.contains {
                $0.lowerBound <= quarter.lowerBound && quarter.upperBound <= $0.upperBound
            }
            taken[calendar.quarters[index].month, default: 0] +=
                isWhole ? quarter.count : quarter.count { minute in periods.contains { $0.contains(minute) } }
        }
        return taken
    }
}
