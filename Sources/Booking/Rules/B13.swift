/// A service to an outside user has the reference of a contract before it starts.
///
/// A booking may be made without it, for contracts take their time: in mode `warn` its absence is said, in mode `on` the
/// use does not start without it.
package enum B13 {
    static let rule = Rule(
        "B13", zh: "对外服务开始前须有合同", en: "An outside service has a contract before it starts", source: .national(13),
        fallback: .warn, booking: Judge(find: find, say: say))

    static func isBlank(_ reference: String?) -> Bool { (reference ?? "").allSatisfy(\.isWhitespace) }

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        guard c.party == .outside else { return .inapplicable }
        guard isBlank(c.contract) else { return .passed }
        return Finding(setting.mode == .warn ? .failed : .passed, variant: 1)
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        f.variant == 1
            ? Bilingual(
                zh: "尚无合同编号；请在开始前用 contract= 或 CONTRACT 填写。",
                en: "No contract is named yet; give its reference before it starts, by contract= or CONTRACT.")
            : Bilingual(zh: "已有合同编号。", en: "A contract is named.")
    }

    /// What keeps a booking from starting; nil where nothing does.
    package static func missing(_ booking: BookingFacts, _ policy: Policy) -> Verdict? {
        guard policy[known: rule].mode == .on, booking.party == .outside, isBlank(booking.contract) else { return nil }
        return Verdict(
            rule: rule.id, passed: false,
            message: Bilingual(
                zh: "b\(booking.id) 尚无合同编号，不能开始；请先用 CONTRACT 填写。",
                en: "b\(booking.id) names no contract and cannot start; enter its reference by CONTRACT first."))
    }
}
