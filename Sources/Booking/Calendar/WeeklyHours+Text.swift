extension WeeklyHours {
    /// Reads hours as people write them: `mon-fri 09:00-17:00; sat 09:00-12:00`, `周一至周五 9:00-12:00，13:00-17:00`,
    /// `每天 全天`, `工作日 8:30~17:30`. A stretch may run over midnight (`22:00-06:00`).
    ///
    /// - Throws: ``TextFault`` where a part means nothing, a day has no time or a time no day.
    package init(text: some StringProtocol) throws(TextFault) {
        guard let tokens = HoursScanner.tokens(of: text) else { throw Self.fault(text) }
        var parser = HoursParser()
        guard parser.read(tokens) else { throw Self.fault(text) }
        self = parser.hours
    }

    private static func fault(_ text: some StringProtocol) -> TextFault {
        TextFault(
            zh: "\(TextFault.quote(text)) 不是每周开放时间；请写作 周一至周五 9:00-17:00 或 mon-fri 09:00-17:00。",
            en: "\(TextFault.quote(text)) are not weekly hours; write mon-fri 09:00-12:00,13:00-17:00; sat 09:00-12:00."
        )
    }
}

extension WeeklyHours: CustomStringConvertible {
    /// The canonical form, which reads back as the same hours: `mon-fri 09:00-12:00,13:00-17:00; sat 09:00-12:00`.
    /// `closed` where no day is open.
    package var description: String {
        var groups: [(days: [Weekday], stretches: [Stretch])] = []
        for day in Weekday.allCases where !self[day].isEmpty {
            if let index = groups.firstIndex(where: { $0.stretches == self[day] }) {
                groups[index].days.append(day)
            } else {
                groups.append(([day], self[day]))
            }
        }
        guard !groups.isEmpty else { return "closed" }
        return groups.map { days, stretches in
            let times = stretches.map { "\(TimeText.clock($0.from))-\(TimeText.clock($0.to))" }
            return "\(Self.names(days)) \(times.joined(separator: ","))"
        }.joined(separator: "; ")
    }

    /// `mon-wed,fri`
    private static func names(_ days: [Weekday]) -> String {
        var runs: [(first: Weekday, last: Weekday)] = []
        for day in days {
            if let last = runs.last, last.last.rawValue + 1 == day.rawValue {
                runs[runs.count - 1].last = day
            } else {
                runs.append((day, day))
            }
        }
        return runs.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)-\($0.last)" }.joined(separator: ",")
    }
}

/// Puts the tokens of weekly hours together: groups of days with their times, in either order.
struct HoursParser {
    private(set) var hours = WeeklyHours()
    private var days: [Weekday] = []
    private var stretches: [WeeklyHours.Stretch] = []
    private var closed = false
    /// The days of the group before, which a group of times alone goes on with.
    private var lastDays: [Weekday] = []
    private var daysFirst: Bool?

    mutating func read(_ tokens: [HoursScanner.Token]) -> Bool {
        var index = 0
        var said = false
        while index < tokens.count {
            switch tokens[index] {
            case .semicolon:
                guard flush() else { return false }
                daysFirst = nil
            case .comma: break
            case .dash: return false
            case .days(let named):
                guard begin(days: true), readDays(named, tokens, &index) else { return false }
                said = true
            case .time(let from, let bare, let afternoon):
                guard begin(days: false), index + 2 < tokens.count, tokens[index + 1] == .dash,
                    case .time(let to, let bareEnd, let afternoonEnd) = tokens[index + 2],
                    add(from, to, guessed: bare || bareEnd, inherit: afternoon && !afternoonEnd)
                else { return false }
                index += 2
            case .allDay:
                guard begin(days: false) else { return false }
                stretches.append(.init(from: 0, to: 1440))
            case .closed:
                closed = true
                said = true
            }
            index += 1
        }
        return flush() && (said || hours.minutesAWeek > 0)
    }

    /// A new group begins where days come after times (or times after days, if the text began with times).
    private mutating func begin(days isDays: Bool) -> Bool {
        if daysFirst == nil { daysFirst = isDays }
        if isDays == daysFirst, isDays ? !stretches.isEmpty || closed : !days.isEmpty { return flush() }
        return true
    }

    private mutating func readDays(_ named: [Weekday], _ tokens: [HoursScanner.Token], _ index: inout Int) -> Bool {
        guard index + 2 < tokens.count, tokens[index + 1] == .dash, case .days(let until) = tokens[index + 2] else {
            days += named
            return index + 1 == tokens.count || tokens[index + 1] != .dash
        }
        guard named.count == 1, until.count == 1 else { return false }
        var day = named[0]
        days.append(day)
        while day != until[0] {
            day = Weekday(rawValue: day.rawValue % 7 + 1)!
            days.append(day)
        }
        index += 2
        return true
    }

    private mutating func add(_ from: Int, _ to: Int, guessed: Bool, inherit: Bool) -> Bool {
        // 下午1:00-5:00 means the afternoon twice.
        let to = inherit && to < 720 && to + 720 > from ? to + 720 : to
        // `9-5` may be meant as an afternoon; only times with minutes run over midnight.
        guard from != to, from < 1440, from < to || !guessed else { return false }
        stretches.append(.init(from: from, to: to))
        return true
    }

    private mutating func flush() -> Bool {
        defer {
            days = []
            stretches = []
            closed = false
        }
        if stretches.isEmpty {
            if days.isEmpty { return true }
            lastDays = days
            return closed
        }
        if days.isEmpty {
            days =
                lastDays.isEmpty && stretches.allSatisfy { $0.from == 0 && $0.to == 1440 } ? Weekday.allCases : lastDays
        }
        guard !days.isEmpty, !closed else { return false }
        for day in days {
            for stretch in stretches {
                if stretch.from < stretch.to {
                    hours.open(day, from: stretch.from, to: stretch.to)
                } else {
                    hours.open(day, from: stretch.from, to: 1440)
                    hours.open(Weekday(rawValue: day.rawValue % 7 + 1)!, from: 0, to: stretch.to)
                }
            }
        }
        lastDays = days
        return true
    }
}
