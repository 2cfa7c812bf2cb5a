/// The unit's own and related use fills at most a share of an instrument's real open time in a calendar month; shortly
/// before its start, time that nobody took is released from the cap.
///
/// Open time is the published hours of all channels less their closures, in the instrument's own month, which a change
/// of the clock makes longer or shorter. A booking over the month's end is split there. No-shows count.
package enum O2 {
    package static let share = Setting(
        0, "share", zh: "自用上限", en: "most for own use", .percent(0...100), moreOpen: .smaller, fallback: .percent(70))
    package static let release = Setting(
        1, "release", zh: "开始前释放", en: "released before the start", .minutes(0...43_200), moreOpen: .smaller,
        fallback: .minutes(2880))

    static let rule = Rule(
        "O2", zh: "自用与关联使用的月度上限", en: "Own and related use in a month", source: .promise,
        settings: [share, release], booking: Judge(find: find, say: say))

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        // What is exempt is hidden from outsiders: no share of it could be left to them.
        if c.party == .outside { return .inapplicable }
        if case .exempt = c.register.disclosure { return .inapplicable }
        if c.period.start - c.now <= .minutes(setting.number(release)) { return Finding(.passed, variant: 1) }
        let percent = setting.number(share)
        var worst = Finding.inapplicable
        var least = Int.max
        var month = c.calendar.month(containing: c.period.start)
        while c.calendar.startOfDay(month.first) < c.period.end {
            let window = c.calendar.period(of: month)
            let limit = c.instrument.openMinutes(in: window) * percent / 100
            let asked = c.period.minutes(in: window)
            var used = 0
            for use in c.instrument.sharing where use.id != c.moving { used += use.period.minutes(in: window) }
            if limit - used - asked < least {
                least = limit - used - asked
                // What reaches into the month by more than is left of it fails, wherever it starts.
                worst = Finding(
                    least < 0 ? .failed : .passed, limit: .hours(limit), used: .hours(used), asked: .hours(asked),
                    place: window, outlook: .from(window.end - .minutes(max(0, limit - used))))
            }
            month = month.next
        }
        return worst
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        let notice = TimeText.format(.minutes(setting.number(release)))
        guard let place = f.place, case .hours(let limit) = f.limit, case .hours(let used) = f.used,
            case .hours(let asked) = f.asked
        else {
            return Bilingual(
                zh: "距开始不足 \(notice)，无人预约的时间不再受自用上限限制。",
                en: "It starts within \(notice): time that nobody took is released from the cap on own use.")
        }
        let month = c.calendar.month(containing: place.start)
        let share = setting[share]
        let numbers = (TimeText.hours(limit), TimeText.hours(used), TimeText.hours(asked))
        if f.outcome == .passed {
            return Bilingual(
                zh: "\(month) 开放机时的 \(share) 即 \(numbers.0) 可自用，已用 \(numbers.1)。",
                en:
                    "Own and related use has \(share) of the open time in \(month), \(numbers.0), and used \(numbers.1)."
            )
        }
        return Bilingual(
            zh: "所属单位及关联方在 \(month) 至多使用开放机时的 \(share)，即 \(numbers.0)；已用 \(numbers.1)，本次 \(numbers.2)。"
                + "其余留给外部用户，开始前 \(notice) 释放。",
            en:
                "Own and related use fills at most \(share) of the open time in \(month), \(numbers.0); \(numbers.1) are "
                + "used and \(numbers.2) asked. The rest is kept for outsiders until \(notice) before it starts.")
    }
}

extension InstrumentFacts {
    /// Open minutes of all channels, closures left out.
    func openMinutes(in window: Period) -> Int {
        if closures.isEmpty {
            let open = register.record.openHours?.openPeriods(in: window, register.calendar) ?? []
            return channels.count * open.reduce(0) { $0 + $1.length.minutes }
        }
        return channels.reduce(0) { sum, channel in
            openPeriods(of: channel.id, in: window).reduce(sum) { $0 + $1.length.minutes }
        }
    }
}
