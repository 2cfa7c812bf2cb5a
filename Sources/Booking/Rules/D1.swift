/// An instrument with public money in it and a commitment on file is disclosed before it takes any booking, its own
/// unit's included.
package enum D1 {
    package static let threshold = Setting(
        0, "threshold", zh: "原值起点", en: "from an original value of", .yuan(0...1_000_000_000), moreOpen: .smaller,
        // Nothing is too cheap to be disclosed.
        off: .mostOpen, fallback: .off,
        sourced: [
            (.money(Money(fen: 30_000_000)), .shanghai2007), (.money(Money(fen: 50_000_000)), .national(12)),
        ])

    static let rule = Rule(
        "D1", zh: "先公开，后预约", en: "Disclosed before it takes any booking", source: .seed, settings: [threshold],
        booking: Judge(find: find, say: say))

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        guard c.register.disclosure == .undisclosed else { return .passed }
        return c.duty.isRequired ? Finding(.failed, outlook: .never) : .passed
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        if f.outcome == .failed {
            return Bilingual(
                zh: "\(c.register.path) 尚未公开；须由所属单位先公布设备、服务内容和收费单位，方可预约（所属单位自用亦然）。",
                en: "\(c.register.path) is not disclosed; its unit has to publish the equipment, services and units of "
                    + "charge before anyone, the unit included, can book it.")
        }
        return c.register.disclosure == .undisclosed
            ? Bilingual(zh: "该仪器没有公开义务。", en: "The instrument need not be disclosed.")
            : Bilingual(zh: "该仪器已公开。", en: "The instrument is disclosed.")
    }
}
