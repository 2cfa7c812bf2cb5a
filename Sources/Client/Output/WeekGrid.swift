package import Booking
package import Wire

/// Seven days at a glance: days down, hours across, one letter for each stretch of time.
///
/// Letters, not blocks: a terminal set to Chinese may draw blocks two columns wide.
package struct WeekGrid: Sendable {
    private enum Mark: Character {
        case closed = " "
        case free = "."
        case busy = "#"
    }

    private let title: String
    private let monday: Day
    private let language: Language
    /// Minutes of the week from Monday 00:00 by the wall clock, and what is then; later ones win.
    private let stretches: [(Range<Int>, Mark)]
    private let closures: [(Range<Int>, String)]

    /// - Throws: `foreign` where the reply is not one to WEEK.
    package init(_ reply: ParsedReply, title: String, language: Language) throws(ClientError) {
        self.title = title
        self.language = language
        let strange = ClientError(.foreign, zh: "WEEK 的回复看不懂。", en: "The reply to WEEK is not understood.")
        guard let from = reply["from"].flatMap({ WallClock(wire: $0) }), let records = try? reply.records() else {
            throw strange
        }
        monday = from.day
        let start = WallClock(day: from.day, minute: 0)
        var free: [(Range<Int>, Mark)] = []
        var busy: [(Range<Int>, Mark)] = []
        var closures: [(Range<Int>, String)] = []
        for record in records {
            guard let first = record["start"].flatMap({ WallClock(wire: $0) }),
                let last = record["end"].flatMap({ WallClock(wire: $0) })
            else { throw strange }
            let low = max(0, first - start)
            let range = low..<max(low, min(7 * 1_440, last - start))
            switch record.word {
            case "free": free.append((range, .free))
            case "busy": busy.append((range, .busy))
            case "closed": if let reason = record["reason"], reason != "hours" { closures.append((range, reason)) }
            default: break
            }
        }
        stretches = free + busy
        self.closures = closures
    }

    package func lines(_ terminal: Terminal) -> [String] {
        let hours = shownHours
        // A quarter of an hour each while that fits, else half an hour.
        let slot = label + 2 + hours.count * 4 <= terminal.width && hours.count <= 16 ? 15 : 30
        let perHour = 60 / slot
        var lines = [Tint.strong.paint(title, terminal), scale(hours, perHour)]
        for day in 0..<7 {
            var row = ""
            var previous: Mark?
            var run = ""
            for minute in stride(from: hours.lowerBound * 60, to: hours.upperBound * 60, by: slot) {
                let mark = mark(day * 1_440 + minute, slot)
                if mark != previous, let last = previous {
                    row += paint(run, last, terminal)
                    run = ""
                }
                run.append(mark.rawValue)
                previous = mark
            }
            if let previous { row += paint(run, previous, terminal) }
            lines.append("\(name(of: monday + day))|\(row)|")
        }
        lines.append(legend(slot, terminal))
        return lines + closures.map(describe)
    }

    /// From the first hour with anything in it to the last, working hours if there is nothing.
    private var shownHours: Range<Int> {
        var low = 24
        var high = 0
        for (range, _) in stretches where !range.isEmpty {
            if (range.upperBound - 1) / 1_440 > range.lowerBound / 1_440 { return 0..<24 }
            low = min(low, range.lowerBound % 1_440 / 60)
            high = max(high, (range.upperBound - 1) % 1_440 / 60 + 1)
        }
        return low < high ? low..<high : 8..<18
    }

    private var label: Int { language == .zh ? 11 : 10 }

    private func mark(_ minute: Int, _ slot: Int) -> Mark {
        let cell = minute..<minute + slot
        var found = Mark.closed
        for (range, mark) in stretches where range.overlaps(cell) && !range.isEmpty { found = mark }
        return found
    }

    private func paint(_ run: String, _ mark: Mark, _ terminal: Terminal) -> String {
        switch mark {
        case .closed: run
        case .free: Tint.good.paint(run, terminal)
        case .busy: Tint.bad.paint(run, terminal)
        }
    }

    private func scale(_ hours: Range<Int>, _ perHour: Int) -> String {
        var line = String(repeating: " ", count: label + 1)
        for hour in hours {
            // Two columns an hour leave no room between all numbers.
            let number = perHour > 2 || (hour - hours.lowerBound) % 2 == 0 ? String(hour) : ""
            line += TextWidth.pad(number, to: perHour)
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    private func name(of day: Day) -> String {
        let names =
            language == .zh
            ? ["周一", "周二", "周三", "周四", "周五", "周六", "周日"] : ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        return TextWidth.pad("\(names[day.weekday.rawValue - 1]) \(day.description.suffix(5))", to: label)
    }

    private func legend(_ slot: Int, _ terminal: Terminal) -> String {
        let text =
            language == .zh ? "每格 \(slot) 分钟：. 可约  # 已约  空白 不开放" : "each \(slot) minutes: . free  # taken  blank closed"
        return Tint.faint.paint(text, terminal)
    }

    private func describe(_ closure: (Range<Int>, String)) -> String {
        let start = WallClock(day: monday, minute: 0) + closure.0.lowerBound
        let end = WallClock(day: monday, minute: 0) + closure.0.upperBound
        return "\(name(of: start.day)) \(start.time) – \(name(of: end.day)) \(end.time)  \(closure.1)"
    }
}
