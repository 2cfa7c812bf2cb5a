/// Outside users may book all published open hours on equal terms: the same notice, horizon, lengths and cancellation as
/// anyone; the unit itself gets no better.
///
/// Most of it is inherent. Open hours and closures (B2), length and grid (B3), notice (B4), horizon (B5) and late
/// cancellation (B14) ask nothing of who books, FREE shows everybody the same periods, and a unit has no way to hold
/// time but a booking, which its cap (O2) counts, or a closure, which is published (O10). What is left to judge is what a
/// unit writes into its record, and that a booking of its own keeps the terms an outsider has: a favour that a rule
/// grants to some users, as the earlier horizon of small firms (O8), never becomes the unit's.
package enum O1 {
    static let rule = Rule(
        "O1", zh: "对外一视同仁", en: "Equal terms for outside users", source: .seed, booking: Judge(find: find, say: say),
        record: Judge(find: findShut, say: sayShut), column: "share-mode")

    /// The rules that set the terms of a booking.
    static let terms: [Rule] = [B2.rule, B3.rule, B4.rule, B5.rule]

    // MARK: Bookings of the unit and its related parties

    /// The first of the rules that would refuse an outsider the very time that it lets the unit have.
    static func advantage(_ c: BookingCase, over rules: [Rule]) -> Rule? {
        let outsider = c.asOutsider
        return rules.first { rule in
            let setting = c.policy[rule.id] ?? RuleSetting(mode: .on, values: rule.settings.map(\.fallback))
            guard setting.mode == .on, let judge = rule.booking else { return false }
            return judge.find(c, setting).outcome != .failed && judge.find(outsider, setting).outcome == .failed
        }
    }

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        guard c.party != .outside else { return .inapplicable }
        return advantage(c, over: terms) == nil ? .passed : .failed
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        if f.outcome == .failed, let rule = advantage(c, over: terms) {
            return Bilingual(
                zh: "规则 \(rule.id)（\(rule.title.zh)）不允许外部用户约此时段，所属单位及关联方亦不得优于外部用户；请按对外条件预约。",
                en:
                    "Rule \(rule.id) (\(rule.title.en)) would refuse an outside user this time, and the unit gets no better; "
                    + "book on the terms that outsiders have.")
        }
        func numbers(_ rule: Rule) -> String {
            guard let setting = c.policy[rule.id], setting.mode == .on else { return "\(rule.id) -" }
            return "\(rule.id) " + rule.settings.map { "\($0.key)=\(setting[$0])" }.joined(separator: " ")
        }
        let text = [B3.rule, B4.rule, B5.rule, B14.rule].map(numbers).joined(separator: ", ")
        return Bilingual(zh: "与外部用户条件相同：\(text)。", en: "On the terms that outside users have: \(text).")
    }

    // MARK: Records

    /// Where the record itself says something of outsiders that it may not.
    private static func restriction(_ record: InventoryRecord) -> (text: String, meaning: SharingText)? {
        if let mode = record.shareMode {
            let meaning = SharingText(mode)
            if meaning == .shut || meaning == .ownFirst { return (mode, meaning) }
        }
        for extra in record.extras {
            let name = extra.name.lowercased()
            // Times and sums of opening are another matter.
            guard subjects.contains(where: { name.contains($0) }), !extra.value.contains(where: \.isNumber) else {
                continue
            }
            let value = extra.value.lowercased().filter { !$0.isWhitespace }
            let meaning =
                denials.contains(value) && !limits.contains { name.contains($0) } ? .shut : SharingText(extra.value)
            if meaning == .shut || meaning == .ownFirst { return ("\(extra.name): \(extra.value)", meaning) }
        }
        return nil
    }

    /// Columns of a unit's own that speak of who may come.
    private static let subjects = [
        "共享", "开放", "对外", "限制", "服务对象", "使用范围", "用户范围", "sharing", "shared", "external", "restriction", "eligib",
        "who may use", "user group",
    ]
    /// Here "none" is what is to be wished.
    private static let limits = ["限制", "restriction"]
    private static let denials: Set<String> = ["否", "不", "no", "n", "false", "不是"]

    @Sendable private static func findShut(_ c: RecordCase, _ setting: RuleSetting) -> Finding {
        guard c.owesService else { return .inapplicable }
        switch restriction(c.record)?.meaning {
        case .shut: return Finding(.failed, variant: 1)
        case .ownFirst: return Finding(.failed, variant: 2)
        case .open, .unclear, nil: return .passed
        }
    }

    @Sendable private static func sayShut(_ c: RecordCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        guard f.outcome == .failed, let text = restriction(c.record).map({ TextFault.quote($0.text) }) else {
            return Bilingual(zh: "对外部用户开放。", en: "It is open to outside users.")
        }
        return f.variant == 1
            ? Bilingual(
                zh: "\(text) 把外部用户拒之门外；有财政资金并承诺开放的仪器须对外共享，确不能公开的由办公室豁免。",
                en:
                    "\(text) shuts outside users out; an instrument with public money and a commitment is shared with them, "
                    + "and what cannot be is exempted by the office.")
            : Bilingual(
                zh: "\(text) 使本单位优先；外部用户须享有同等条件。",
                en: "\(text) puts the unit's own before outside users, who are owed equal terms.")
    }
}

extension BookingCase {
    /// The same wish as it would be judged for an outsider to whom no rule grants anything.
    var asOutsider: BookingCase {
        var like = self
        like.party = .outside
        like.organisation = organisation.map { own in
            let known = own.organisation
            return OrganisationFacts(
                organisation: Organisation(
                    id: known.id, code: known.code, name: known.name, kind: .firm, park: nil, suspended: false),
                bookings: own.bookings)
        }
        return like
    }
}
