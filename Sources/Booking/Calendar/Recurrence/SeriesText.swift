/// A series as it stands, in the words of RFC 5545: where it starts, how long each occurrence takes, the rule, the dates
/// that it has not, and the periods that it has beside the rule.
///
/// What is kept with a group of bookings. It stays true when a part of them moves: the periods that it comes to are those
/// of the bookings, whatever was asked for at first.
package struct SeriesText: Hashable, Sendable {
    /// Nil where no rule is left, only single periods.
    package private(set) var series: Series?
    /// Periods beside those of the rule, in order.
    package private(set) var added: [Period]

    /// A series that holds exactly these periods, said by a rule as far as it goes.
    ///
    /// - Parameter series: nil where there is no rule; its exceptions are found anew.
    package init(_ series: Series?, holding periods: [Period], in calendar: ZoneCalendar) {
        let held = Set(periods)
        added = held.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        guard var series else { return }
        series.exceptions = []
        guard let all = try? series.occurrences(in: calendar), all.contains(where: { held.contains($0.period) })
        else { return }
        series.exceptions = all.filter { !held.contains($0.period) }.map { .wall($0.start) }
        let ruled = Set(all.map(\.period))
        added.removeAll { ruled.contains($0) }
        self.series = series
    }

    /// All periods that it comes to, in order.
    package func periods(in calendar: ZoneCalendar) -> [Period] {
        let ruled = (try? series?.occurrences(in: calendar))?.map(\.period) ?? []
        return (ruled + added).sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    }

    /// What it becomes when some of its periods move together.
    ///
    /// - Parameters:
    ///   - kept: the periods that stay.
    ///   - moved: those that move, in order of their old starts; all by as many days, to the same time of day and length.
    /// - Returns: a text for those that stay, and one for those that moved; nil where none are left.
    package func split(
        kept: [Period], moved: [(from: Period, to: Period)], in calendar: ZoneCalendar
    ) -> (kept: SeriesText?, moved: SeriesText?) {
        var before: Series?
        var rest: Series?
        if let series, let first = moved.first,
            let cut = (try? series.occurrences(in: calendar))?.first(where: { $0.period == first.from }),
            let parts = try? series.split(at: cut, in: calendar)
        {
            before = parts.before
            rest = try? parts.rest.moved(
                to: WallTime(first.to.start, in: calendar), length: .elapsed(first.to.length), in: calendar
            ).series
        } else {
            before = series
        }
        func text(_ series: Series?, _ periods: [Period]) -> SeriesText? {
            periods.isEmpty ? nil : SeriesText(series, holding: periods, in: calendar)
        }
        return (text(before, kept), text(rest, moved.map(\.to)))
    }
}

// MARK: As text

extension SeriesText {
    /// Lines of an iCalendar component, without folding; reads back as the same.
    package func text(in calendar: ZoneCalendar) -> String {
        var lines: [String] = []
        if let series {
            let zone = "TZID=\(calendar.name)"
            lines.append("DTSTART;\(zone):\(Moment.wall(series.start))")
            switch series.length {
            case .elapsed(let span): lines.append("DURATION:PT\(span.seconds / 60)M")
            case .wallClock(let days, let second):
                let end = WallTime(unchecked: series.start.day + days, second: second)
                lines.append("DTEND;\(zone):\(Moment.wall(end))")
            }
            lines.append("RRULE:\(series.rule)")
            if !series.exceptions.isEmpty {
                lines.append("EXDATE;\(zone):\(series.exceptions.map(\.description).joined(separator: ","))")
            }
        }
        if !added.isEmpty {
            let periods = added.map { "\(Moment.instant($0.start))/\(Moment.instant($0.end))" }
            lines.append("RDATE;VALUE=PERIOD:\(periods.joined(separator: ","))")
        }
        return lines.joined(separator: "\n")
    }

    /// Reads what ``text(in:)`` wrote; nil for anything else.
    package init?(text: some StringProtocol) {
        var start: WallTime?
        var length: SeriesLength?
        var rule: RecurrenceRule?
        var exceptions: [Moment] = []
        var added: [Period] = []
        for line in text.split(separator: "\n") {
            let sides = line.split(separator: ":", maxSplits: 1)
            guard sides.count == 2, let name = sides[0].split(separator: ";").first else { return nil }
            switch name {
            case "DTSTART":
                guard case .wall(let wall)? = Moment(text: sides[1]) else { return nil }
                start = wall
            case "DTEND":
                guard case .wall(let end)? = Moment(text: sides[1]), let start else { return nil }
                length = .wallClock(from: start, to: end)
            case "DURATION":
                guard sides[1].hasPrefix("PT"), sides[1].hasSuffix("M"),
                    let minutes = Int(sides[1].dropFirst(2).dropLast())
                else { return nil }
                length = .elapsed(.minutes(minutes))
            case "RRULE":
                guard let read = try? RecurrenceRule(text: sides[1]) else { return nil }
                rule = read
            case "EXDATE":
                guard let read = try? Moment.list(sides[1]) else { return nil }
                exceptions = read
            case "RDATE":
                for item in sides[1].split(separator: ",") {
                    let ends = item.split(separator: "/").compactMap { Moment(text: $0) }
                    guard ends.count == 2, case .instant(let from) = ends[0], case .instant(let to) = ends[1],
                        let period = Period(start: from, end: to)
                    else { return nil }
                    added.append(period)
                }
            default: return nil
            }
        }
        self.added = added
        if let rule {
            guard let start, let length else { return nil }
            series = Series(rule: rule, start: start, length: length, exceptions: exceptions)
        } else {
            guard start == nil, length == nil, !added.isEmpty else { return nil }
        }
    }
}
