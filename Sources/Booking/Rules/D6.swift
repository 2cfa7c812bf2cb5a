/// Confirmed or changed within so many days; else the record is stale, and that is shown and published.
///
/// It refuses nothing, neither a publication, which is the cure, nor a booking: a user must not suffer for a unit's
/// silence. The day of confirmation is not counted; the last day is in time to its midnight.
package enum D6 {
    package static let within = Setting(
        0, "days", zh: "确认期限", en: "confirmed within", .days(1...3650), moreOpen: .smaller,
        fallback: .days(180))

    static let rule = Rule(
        "D6", zh: "公开信息定期确认", en: "The disclosure is confirmed from time to time", source: .shanghai2024,
        settings: [within], modes: [.warn, .off], fallback: .warn, booking: Judge(find: find, say: say),
        record: Judge(find: findStale, say: sayStale))

    /// When a record that was last confirmed then becomes stale.
    static func stale(after confirmed: Instant, _ setting: RuleSetting, _ calendar: ZoneCalendar) -> Instant {
        calendar.startOfDay(calendar.day(containing: confirmed) + setting.number(within) + 1)
    }

    private static func find(
        _ confirmed: Instant, _ setting: RuleSetting, _ calendar: ZoneCalendar, _ now: Instant
    ) -> Finding {
        let age = calendar.day(containing: now) - calendar.day(containing: confirmed)
        return Finding(
            now >= stale(after: confirmed, setting, calendar) ? .failed : .passed,
            limit: .days(setting.number(within)), used: .days(age))
    }

    private static func say(_ confirmed: Instant, _ calendar: ZoneCalendar, _ f: Finding) -> Bilingual {
        let day = calendar.day(containing: confirmed)
        guard f.outcome == .failed, case .days(let age) = f.used, case .days(let limit) = f.limit else {
            return Bilingual(zh: "公开信息于 \(day) 确认。", en: "The disclosure was confirmed on \(day).")
        }
        return Bilingual(
            zh: "公开信息自 \(day) 起 \(age) 天未经确认，期限 \(limit) 天，可能已经过时；所属单位重新公布清单即为确认。",
            en:
                "The disclosure was last confirmed on \(day), \(age) days ago; the limit is \(limit) days. It may be out "
                + "of date until its unit publishes it again.")
    }

    // MARK: Bookings

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        guard c.register.disclosure.stands(at: c.now), let dates = c.register.dates else { return .inapplicable }
        return find(dates.confirmed, setting, c.calendar, c.now)
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        say(c.register.dates?.confirmed ?? c.now, c.calendar, f)
    }

    // MARK: Records that stand

    @Sendable private static func findStale(_ c: RecordCase, _ setting: RuleSetting) -> Finding {
        guard let confirmed = c.confirmedAt else { return .inapplicable }
        return find(confirmed, setting, c.calendar, c.now)
    }

    @Sendable private static func sayStale(_ c: RecordCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        say(c.confirmedAt ?? c.now, c.calendar, f)
    }
}

extension InstrumentRegister {
    /// Since when the disclosure is stale (rule D6); nil while it is not, or is none.
    package func stale(at now: Instant) -> Instant? {
        let setting = policy[known: D6.rule]
        guard setting.mode != .off, disclosure.stands(at: now), let dates else { return nil }
        let since = D6.stale(after: dates.confirmed, setting, calendar)
        return since <= now ? since : nil
    }
}
