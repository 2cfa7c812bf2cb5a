/// So many late cancellations and no-shows within so many days suspend an organisation from booking for a while, counted
/// from the last of them. The suspension ends by itself, or by the office, which lifts the strikes that led to it.
///
/// Days are of 24 hours. What is booked stays, and can be cancelled, not moved.
package enum B8 {
    package static let most = Setting(
        0, "count", zh: "次数", en: "strikes", .count(1...100), moreOpen: .larger, fallback: .count(3))
    package static let within = Setting(
        1, "within", zh: "期间", en: "within", .days(1...366), moreOpen: .smaller, fallback: .days(90))
    package static let suspension = Setting(
        2, "suspension", zh: "暂停", en: "suspended for", .days(1...366), moreOpen: .smaller, fallback: .days(14))

    static let rule = Rule(
        "B8", zh: "迟取消与未到场", en: "Late cancellations and no-shows", source: .practice,
        settings: [most, within, suspension], booking: Judge(find: find, say: say))

    /// How far back a strike can matter, whatever the settings are.
    package static let memory = Span.days(366 + 366)

    /// How an organisation stands.
    package struct Standing: Hashable, Sendable {
        /// Strikes that count together.
        package let count: Int
        /// When the suspension ends; nil where there is none.
        package let until: Instant?
    }

    package static func standing(_ strikes: [Strike], _ setting: RuleSetting, at now: Instant) -> Standing {
        if strikes.isEmpty { return Standing(count: 0, until: nil) }
        let most = setting.number(most)
        let within = Span.days(setting.number(within))
        let moments = strikes.map(\.at).sorted()
        func count(_ end: Int) -> Int { moments[...end].count { moments[end] - $0 < within } }
        // The last that completes the number ends the suspension last.
        for end in moments.indices.reversed() where count(end) >= most {
            let until = moments[end] + .days(setting.number(suspension))
            return now < until
                ? Standing(count: count(end), until: until)
                : Standing(count: moments.count { now - $0 < within }, until: nil)
        }
        return Standing(count: moments.count { now - $0 < within }, until: nil)
    }

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        guard let organisation = c.organisation else { return .inapplicable }
        let standing = standing(organisation.strikes, setting, at: c.now)
        // It is about the moment of booking: no other time helps.
        return Finding(
            standing.until == nil ? .passed : .failed, limit: .count(setting.number(most)),
            used: .count(standing.count), outlook: .never)
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        let (most, days) = (setting.number(most), setting.number(within))
        let standing = standing(c.organisation?.strikes ?? [], setting, at: c.now)
        guard let until = standing.until.map({ TimeText.plain($0, in: c.calendar) }) else {
            return Bilingual(
                zh: "\(days) 天内迟取消或未到场 \(standing.count) 次，满 \(most) 次暂停预约。",
                en: "\(standing.count) late cancellations and no-shows in \(days) days; \(most) suspend booking.")
        }
        return Bilingual(
            zh: "贵单位 \(days) 天内迟取消或未到场 \(standing.count) 次，暂停预约至 \(until)；园区可提前恢复。",
            en:
                "Your organisation has \(standing.count) late cancellations and no-shows in \(days) days and is suspended "
                + "from booking until \(until); the park office can lift it.")
    }
}
