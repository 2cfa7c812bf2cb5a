/// Hidden only as an exemption by the office: counted, never listed, and closed to outside bookings.
package enum D4 {
    static let rule = Rule(
        "D4", zh: "豁免公开的仪器不接受外部预约", en: "An exempt instrument takes no outside bookings", source: .national(12),
        modes: [.on], booking: Judge(find: find, say: say))

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        guard case .exempt = c.register.disclosure else { return .passed }
        return c.party == .own ? .passed : Finding(.failed, outlook: .never)
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        f.outcome == .failed
            ? Bilingual(
                zh: "该仪器经批准豁免公开，只有所属单位可以预约。",
                en: "The instrument is exempt from disclosure; only its own unit can book it.")
            : Bilingual(zh: "未被豁免条款限制。", en: "No exemption stands in the way.")
    }
}
