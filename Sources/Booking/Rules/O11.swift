/// Lack of qualification never shuts an outsider out: the instrument offers assisted use or sample service, or says why
/// not.
package enum O11 {
    static let rule = Rule(
        "O11", zh: "不因无操作资格而拒之门外", en: "Lack of qualification shuts nobody out", source: .seedSmallFirms,
        fallback: .warn, record: Judge(find: find, say: say), column: "access")

    private static func reason(_ c: RecordCase) -> String? {
        c.record.noAssistance.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }

    @Sendable private static func find(_ c: RecordCase, _ setting: RuleSetting) -> Finding {
        // No mode of access at all is an incomplete disclosure (rule D2).
        guard c.owesService, !c.record.access.isEmpty else { return .inapplicable }
        if c.record.access.contains(.assisted) || c.record.access.contains(.sample) { return .passed }
        return reason(c) == nil ? .failed : Finding(.passed, variant: 1)
    }

    @Sendable private static func say(_ c: RecordCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        let modes = c.record.access.map(\.rawValue).joined(separator: ", ")
        if f.outcome == .failed {
            return Bilingual(
                zh: "只提供 \(modes)，无操作资格者无从使用；请提供 assisted（协助）或 sample（送样），或在 no-assistance 一列说明为何不能。",
                en:
                    "It offers \(modes) only, which shuts out whoever lacks the qualification; offer assisted or sample "
                    + "service, or say in the column no-assistance why not.")
        }
        return f.variant == 1
            ? Bilingual(
                zh: "不提供协助或送样，已说明原因：\(TextFault.quote(reason(c) ?? ""))。",
                en: "It offers neither help nor sample service and says why: \(TextFault.quote(reason(c) ?? "")).")
            : Bilingual(zh: "无操作资格者也可使用。", en: "It can be used without a qualification.")
    }
}
