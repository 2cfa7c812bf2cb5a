/// Assisted use needs an operator who works throughout the period and is free in it and in the clean-down after it.
///
/// It applies where operators are entered for the instrument; where none are, assistance is the unit's own to arrange.
/// A move keeps its operator where it can; else the first that is free, in the order in which they were entered.
package enum B10 {
    static let rule = Rule(
        "B10", zh: "协助操作须有空闲的操作员", en: "Assisted use needs a free operator", source: .practice,
        booking: Judge(find: find, say: say))

    /// Who would assist; nil where nobody can.
    static func assistant(
        _ operators: [OperatorFacts], _ period: Period, on register: InstrumentRegister, moving: BookingFacts?
    ) -> OperatorFacts? {
        func isFree(_ one: OperatorFacts) -> Bool {
            one.isFree(period, cleanDown: register.record.cleanDown, on: register, excluding: moving?.id)
        }
        if let kept = moving?.operatorID, let own = operators.first(where: { $0.id == kept }), isFree(own) {
            return own
        }
        return operators.first(where: isFree)
    }

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        guard c.needsOperator else { return .inapplicable }
        return Finding(c.assistant == nil ? .failed : .passed, limit: .count(1), asked: .count(1))
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        if let assistant = c.assistant {
            return Bilingual(zh: "操作员 \(assistant.name) 有空。", en: "The operator \(assistant.name) is free.")
        }
        let others = c.record.access.filter { $0 != .assisted }.map { "access=\($0.rawValue)" }
        let way = (
            zh: others.isEmpty ? "请另选时段" : "请另选时段，或用 \(others.joined(separator: "、"))",
            en: others.isEmpty ? "choose another time" : "choose another time, or \(others.joined(separator: " or "))"
        )
        return Bilingual(
            zh: "\(c.register.path) 的操作员在该时段都不当班或已有安排；\(way.zh)。",
            en: "No operator of \(c.register.path) works and is free throughout that time; \(way.en).")
    }
}
