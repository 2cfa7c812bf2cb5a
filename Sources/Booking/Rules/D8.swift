/// A revised price list in which a price changes by much, or most prices move the same way, is held until the prices
/// are confirmed line by line: slips of the decimal point and of the unit look like that.
///
/// Most prices is more than half of those that the list before has too, over the whole publication, and more than one.
/// Then each price that moves so is held; else only those beyond the limit for one.
///
/// Publications within a window count as one: a price is compared with the one that stood before it too, and what the
/// unit published of other instruments meanwhile belongs to the same list. A price that was confirmed is a new start.
package enum D8 {
    /// Hundredths of the old price.
    package static let one = Setting(
        0, "one", zh: "单项变动", en: "one price", .percent(1...10_000), moreOpen: .smaller, fallback: .percent(50))
    package static let most = Setting(
        1, "most", zh: "多数同向变动", en: "most prices the same way", .percent(1...10_000), moreOpen: .smaller,
        fallback: .percent(20))
    /// Days of 24 hours back from the publication; with 0 each is judged alone.
    package static let window = Setting(
        2, "window", zh: "合并判断期", en: "publications judged as one", .days(0...365), moreOpen: .larger,
        fallback: .days(30))

    static let rule = Rule(
        "D8", zh: "价格大幅变动须逐项确认", en: "Great changes of price are confirmed line by line", source: .practice,
        settings: [one, most, window], record: Judge(find: find, say: say), faults: faults)

    private static func isGreat(_ move: PriceMove, _ tally: PriceTally, _ setting: RuleSetting) -> Bool {
        if move.exceeds(percent: setting.number(one)) { return true }
        return tally.most(move) != nil && move.exceeds(percent: setting.number(most))
    }

    private static func held(_ c: RecordCase, _ setting: RuleSetting) -> [PriceMove] {
        c.revision.moves.filter {
            !$0.stays && isGreat($0, c.revision.tally, setting) && c.revision.confirmed[$0.service] != $0.new
        }
    }

    /// The first moment of the window that a publication is judged with; nil where each is judged alone.
    package static func windowStart(_ policy: Policy, at now: Instant) -> Instant? {
        let days = policy[known: rule].number(window)
        return days == 0 ? nil : now - .days(days)
    }

    @Sendable private static func find(_ c: RecordCase, _ setting: RuleSetting) -> Finding {
        guard !c.revision.moves.isEmpty else { return .inapplicable }
        let count = held(c, setting).count
        return Finding(
            count == 0 ? .passed : .failed, limit: .percent(setting.number(one)), asked: .count(count))
    }

    @Sendable private static func say(_ c: RecordCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        let held = held(c, setting)
        guard !held.isEmpty else {
            return Bilingual(zh: "价格无未经确认的大幅变动。", en: "No price changes greatly without being confirmed.")
        }
        let list =
            held.prefix(6).map { "\($0.service) \($0.old) → \($0.new) (\($0.percent))" }.joined(separator: ", ")
            + (held.count > 6 ? ", …" : "")
        return Bilingual(
            zh: "有 \(held.count) 项价格大幅变动而未经确认：\(list)。",
            en: "\(held.count) prices change greatly and are not confirmed: \(list).")
    }

    @Sendable private static func faults(_ c: RecordCase, _ setting: RuleSetting) -> [RecordFault] {
        held(c, setting).map { move in
            let tally = c.revision.tally.most(move) ?? c.revision.tally.own
            let alone = move.exceeds(percent: setting.number(one))
            let zh =
                alone
                ? "超过 \(setting[one])"
                : "而此次 \(tally.compared) 项可比价格中有 \(move.rises ? tally.risen : tally.fallen) 项同向变动超过 \(setting[most])"
            let en =
                alone
                ? "more than \(setting[one])"
                : "and so do \(move.rises ? tally.risen : tally.fallen) of the \(tally.compared) prices compared, by more "
                    + "than \(setting[most])"
            let line = "%confirm-price \(c.record.number)/\(move.service) \(move.new)"
            let other = c.revision.confirmed[move.service]
            return RecordFault(
                rule: "D8", column: "services", service: move.service, old: move.old.description,
                new: move.new.description,
                message: Bilingual(
                    zh: "服务 \(move.service) 的价格由 \(move.old) 变为 \(move.new)（\(move.percent)），\(zh)；"
                        + (other.map { "已确认的却是 \($0)；" } ?? "") + "确属有意，请在清单前加一行 \(line)。",
                    en: "The price of \(move.service) goes from \(move.old) to \(move.new) (\(move.percent)), \(en); "
                        + (other.map { "what was confirmed is \($0); " } ?? "")
                        + "if that is meant, put the line \(line) before the list."))
        }
    }
}
