/// A cancellation in good time is free; a later one counts as late. It refuses nothing.
package enum B14 {
    package static let notice = Setting(
        0, "notice", zh: "提前取消", en: "notice", .minutes(0...43_200), moreOpen: .smaller,
        fallback: .minutes(1440))

    static let rule = Rule("B14", zh: "免责取消的时限", en: "Cancelled in good time", source: .practice, settings: [notice])

    /// Whether a cancellation at `now` of a booking with this start comes too late.
    static func isLate(_ start: Instant, _ policy: Policy, at now: Instant) -> Bool {
        let setting = policy[known: rule]
        return setting.mode != .off && start - now < .minutes(setting.number(notice))
    }
}
