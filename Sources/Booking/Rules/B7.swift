/// A firm's outstanding bookings: live and not yet ended, on all instruments.
package enum B7 {
    package static let most = Setting(
        0, "max", zh: "未结束预约", en: "outstanding bookings", .count(1...10_000), moreOpen: .larger, fallback: .count(20))

    static let rule = Rule(
        "B7", zh: "未结束预约的数量", en: "Outstanding bookings of a firm", source: .practice, settings: [most],
        booking: Judge(find: find, say: say))

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        guard let organisation = c.organisation else { return .inapplicable }
        let limit = setting.number(most)
        var used = 0
        for booking in organisation.bookings
        where booking.state.isLive && booking.period.end > c.now && booking.id != c.moving {
            used += 1
        }
        return Finding(
            used + 1 > limit ? .failed : .passed, limit: .count(limit), used: .count(used), asked: .count(1),
            outlook: .never)
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        guard case .count(let limit) = f.limit, case .count(let used) = f.used else {
            return Bilingual(zh: "", en: "")
        }
        if f.outcome == .passed {
            return Bilingual(
                zh: "未结束预约 \(used) 个，上限 \(limit) 个。", en: "\(used) of \(limit) outstanding bookings are used.")
        }
        return Bilingual(
            zh: "贵单位已有 \(used) 个未结束的预约，上限 \(limit) 个；请待其结束或取消其一。",
            en:
                "Your organisation has \(used) outstanding bookings of at most \(limit); wait for one to end or cancel one."
        )
    }
}
