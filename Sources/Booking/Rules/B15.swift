/// A move obeys everything that a new booking obeys.
///
/// It holds by construction: a move is judged as a ``BookingCase`` like any other, and only its own old time is left
/// out of the facts. The rule stands in the book so that people can read it.
package enum B15 {
    static let rule = Rule(
        "B15", zh: "改期须守新预约的全部规则", en: "A move obeys all that a new booking obeys", source: .practice,
        modes: [.on], booking: Judge(find: find, say: say))

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        c.moving == nil ? .inapplicable : .passed
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        Bilingual(
            zh: "已按新预约逐条判断，原时段不计。", en: "Judged as a new booking, its own old time left out.")
    }
}
