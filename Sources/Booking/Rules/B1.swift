/// No two live bookings of one channel overlap, set-up and clean-down included.
package enum B1 {
    static let rule = Rule(
        "B1", zh: "同一通道的预约不得重叠（含准备与清理时间）",
        en: "Bookings of one channel do not overlap, set-up and clean-down included",
        source: .practice, modes: [.on], booking: Judge(find: find, say: say))

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        guard c.placement.channel != nil else {
            return Finding(.failed, asked: .period(c.period), variant: 1, outlook: .never)
        }
        guard let taken = c.placement.taken else { return Finding(.passed, asked: .period(c.period)) }
        return Finding(.failed, used: .period(taken), asked: .period(c.period))
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        guard let taken = c.placement.taken else {
            return f.outcome == .passed
                ? Bilingual(zh: "该时段空闲。", en: "The time is free.")
                : Bilingual(zh: "该仪器没有可预约的通道。", en: "The instrument has no channel to book.")
        }
        return message(c.register, taken)
    }

    static func message(_ register: InstrumentRegister, _ taken: Period) -> Bilingual {
        let when = TimeText.plain(taken, in: register.calendar)
        let gap = max(register.record.setUp, register.record.cleanDown)
        if gap == 0 {
            return Bilingual(
                zh: "\(register.path) 在 \(when) 已有预约；请选择不相重叠的时段。",
                en: "\(register.path) is taken \(when); choose a time that does not overlap.")
        }
        return Bilingual(
            zh: "\(register.path) 在 \(when) 已有预约；前后须留出准备与清理时间 \(gap) 分钟。",
            en:
                "\(register.path) is taken \(when); keep \(gap) minutes before and after it free for set-up and clean-down."
        )
    }
}
