/// A firm's hours on one instrument in a calendar week and month of the instrument's zone.
///
/// Bookings are split where week and month change; no-shows count; the person who books does not matter.
package enum B6 {
    package static let week = Setting(
        0, "week", zh: "每周", en: "a week", .minutes(15...10_080), moreOpen: .larger, off: .mostOpen,
        fallback: .minutes(2400))
    package static let month = Setting(
        1, "month", zh: "每月", en: "a month", .minutes(15...44_640), moreOpen: .larger, off: .mostOpen, fallback: .off)

    static let rule = Rule(
        "B6", zh: "单位对每台仪器的机时限额", en: "A firm's hours on one instrument", source: .practice,
        settings: [week, month], booking: Judge(find: find, say: say))

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        guard let organisation = c.organisation else { return .inapplicable }
        var worst = Finding.inapplicable
        if let limit = setting[week].number {
            var at = c.calendar.week(containing: c.period.start)
            while at.start < c.period.end {
                weigh(c, organisation, at, limit, variant: 0, &worst)
                at = c.calendar.week(containing: at.end)
            }
        }
        if let limit = setting[month].number {
            var at = c.calendar.month(containing: c.period.start)
            while c.calendar.startOfDay(at.first) < c.period.end {
                weigh(c, organisation, c.calendar.period(of: at), limit, variant: 1, &worst)
                at = at.next
            }
        }
        return worst
    }

    /// Keeps the finding with the least room left.
    private static func weigh(
        _ c: BookingCase, _ organisation: OrganisationFacts, _ window: Period, _ limit: Int, variant: Int,
        _ worst: inout Finding
    ) {
        let asked = c.period.minutes(in: window)
        var used = 0
        for booking in organisation.bookings
        where booking.instrument == c.register.id && booking.id != c.moving && booking.state.usesQuota {
            used += booking.period.minutes(in: window)
        }
        if case .hours(let other) = worst.limit, case .hours(let spent) = worst.used,
            case .hours(let more) = worst.asked,
            other - spent - more <= limit - used - asked
        {
            return
        }
        // What reaches into the window by more than is left of it fails, wherever it starts.
        worst = Finding(
            used + asked > limit ? .failed : .passed, limit: .hours(limit), used: .hours(used), asked: .hours(asked),
            place: window, variant: variant, outlook: .from(window.end - .minutes(max(0, limit - used))))
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        guard let place = f.place, case .hours(let limit) = f.limit, case .hours(let used) = f.used,
            case .hours(let asked) = f.asked
        else { return Bilingual(zh: "不设限额。", en: "There is no limit.") }
        let from = c.calendar.day(containing: place.start)
        let zh = f.variant == 0 ? "\(from) 起的一周" : "\(from.month) 月"
        let en = f.variant == 0 ? "the week from \(from)" : "the month \(from.month)"
        let left = TimeText.hours(max(0, limit - used))
        let numbers = (TimeText.hours(limit), TimeText.hours(used), TimeText.hours(asked))
        if f.outcome == .passed {
            return Bilingual(
                zh: "\(zh)限 \(numbers.0)，已用 \(numbers.1)。", en: "\(numbers.1) of \(numbers.0) are used in \(en).")
        }
        return Bilingual(
            zh: "贵单位在\(zh)对该仪器限用 \(numbers.0)，已用 \(numbers.1)，本次 \(numbers.2)；还可预约 \(left)。",
            en:
                "Your organisation may use this instrument \(numbers.0) in \(en); \(numbers.1) are used and \(numbers.2) "
                + "asked; \(left) are left.")
    }
}
