/// Value, funding, commitment and date of acceptance change only as a correction, with a reason; the old value is kept.
/// Without its commitment an instrument has no duty to disclose, so dropping it is a correction like the others.
///
/// What was not said before is filled in, not corrected. It holds from the moment at which the office enters the
/// obligation: a first publication that says otherwise is a correction of the funding register, on which the deadline
/// of rule D3 and the duty itself rest.
package enum D7 {
    static let rule = Rule(
        "D7", zh: "原值、经费、承诺和验收日期只能附理由更正",
        en: "Value, funding, commitment and acceptance date are corrected, not changed",
        source: .notice376, record: Judge(find: find, say: say), faults: faults)

    private static func corrections(_ c: RecordCase) -> [RecordCorrection] {
        c.revision.before.map { Booking.corrections(from: $0, to: c.record) } ?? []
    }

    private static func hasReason(_ c: RecordCase) -> Bool {
        !(c.revision.correction ?? "").allSatisfy(\.isWhitespace)
    }

    @Sendable private static func find(_ c: RecordCase, _ setting: RuleSetting) -> Finding {
        guard c.revision.before != nil else { return .inapplicable }
        let count = corrections(c).count
        return Finding(count == 0 || hasReason(c) ? .passed : .failed, asked: .count(count))
    }

    @Sendable private static func say(_ c: RecordCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        let columns = corrections(c).map(\.column.rawValue).joined(separator: ", ")
        if columns.isEmpty { return Bilingual(zh: "原值、经费、承诺和验收日期未变。", en: "Value, funding, commitment and date stay.") }
        guard f.outcome == .failed else {
            return Bilingual(zh: "\(columns) 附理由更正。", en: "\(columns) corrected with a reason.")
        }
        return Bilingual(
            zh: "\(columns) 只能附理由更正；请写 reason= 或在清单前加一行 %correction 理由。",
            en: "\(columns) can only be corrected with a reason; give reason=, or a line %correction and the reason "
                + "before the list.")
    }

    @Sendable private static func faults(_ c: RecordCase, _ setting: RuleSetting) -> [RecordFault] {
        corrections(c).map { correction in
            let column = correction.column.rawValue
            let new =
                correction.new.isEmpty
                ? Bilingual(zh: "空", en: "nothing") : .init(zh: correction.new, en: correction.new)
            return RecordFault(
                rule: "D7", column: column, old: correction.old, new: correction.new,
                message: Bilingual(
                    zh: "\(column) 由 \(TextFault.quote(correction.old)) 改为 \(TextFault.quote(new.zh))，只能附理由更正；"
                        + "请写 reason= 或在清单前加一行 %correction 理由。",
                    en:
                        "\(column) goes from \(TextFault.quote(correction.old)) to \(TextFault.quote(new.en)), which takes a "
                        + "correction with a reason: give reason=, or a line %correction and the reason before the list."
                ))
        }
    }
}
