/// Published weekly open hours are at least so many; closures beyond the announced are found and published
/// (``unannouncedClosures(_:hours:calendar:policy:)``).
package enum O10 {
    /// Of a week without a change of the clock.
    package static let hours = Setting(
        0, "hours", zh: "每周至少开放", en: "open hours a week", .minutes(0...10_080), moreOpen: .larger,
        fallback: .minutes(1200))
    /// Days of 24 hours between the entry of a closure and its start.
    package static let notice = Setting(
        1, "notice", zh: "停机公告期", en: "notice of a closure", .days(0...365), moreOpen: .larger, fallback: .days(3))

    static let rule = Rule(
        "O10", zh: "每周开放时间与停机公告", en: "Weekly open hours, and closures announced ahead", source: .promise,
        settings: [hours, notice], record: Judge(find: find, say: say), column: "open-hours")

    @Sendable private static func find(_ c: RecordCase, _ setting: RuleSetting) -> Finding {
        // Hours that are not said at all are an incomplete disclosure (rule D2).
        guard c.owesService, let open = c.record.openHours else { return .inapplicable }
        let least = setting.number(hours)
        return Finding(
            open.minutesAWeek < least ? .failed : .passed, limit: .hours(least), asked: .hours(open.minutesAWeek))
    }

    @Sendable private static func say(_ c: RecordCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        let (limit, asked) = (f.limit.text(c.calendar), f.asked.text(c.calendar))
        return f.outcome == .failed
            ? Bilingual(
                zh: "每周开放 \(asked)，少于 \(limit)；请至少开放 \(limit)。",
                en: "It is open \(asked) a week, less than \(limit); open it for \(limit) at least.")
            : Bilingual(zh: "每周开放 \(asked)。", en: "It is open \(asked) a week.")
    }
}

/// A closure that took open time and came too late to be planned for.
package struct UnannouncedClosure: Hashable, Sendable {
    package let closure: Closure
    /// From its entry to its start; nought where it had begun.
    package let notice: Span
    /// What the profile asks for.
    package let limit: Span
    /// Open time that it takes.
    package let taken: Span

    package var message: Bilingual {
        let (had, asked) = (TimeText.format(notice), TimeText.format(limit))
        return Bilingual(
            zh: "停机（\(closure.reason)）提前 \(had) 公告，须提前 \(asked)；占用开放时间 \(TimeText.format(taken))。",
            en: "It was closed (\(closure.reason)) on a notice of \(had), where \(asked) are due; that takes "
                + "\(TimeText.format(taken)) of open time.")
    }
}

/// The closures that were not announced in time (rule O10), in the order given. Faults come unannounced and are left
/// out, and so is a closure outside the open hours, which takes nothing from anybody; one whose entry is not known is
/// not judged.
package func unannouncedClosures(
    _ closures: [Closure], hours: WeeklyHours?, calendar: ZoneCalendar, policy: Policy
) -> [UnannouncedClosure] {
    let setting = policy[known: O10.rule]
    guard setting.mode != .off, let hours else { return [] }
    let limit = Span.days(setting.number(O10.notice))
    return closures.compactMap { closure in
        guard let announced = closure.announcedAt, closure.reason != ClosureReason.fault.rawValue else { return nil }
        let notice = max(closure.period.start - announced, Span(seconds: 0))
        guard notice < limit else { return nil }
        let open = hours.openPeriods(in: closure.period, calendar)
        guard !open.isEmpty else { return nil }
        return UnannouncedClosure(
            closure: closure, notice: notice, limit: limit,
            taken: open.reduce(Span(seconds: 0)) { $0 + $1.length })
    }
}
