/// What the rule book says to one case.
extension Policy {
    /// Nil where every rule that refuses lets the case pass. Text is made for failing rules only.
    ///
    /// - Parameter leavingOut: positions of rules that are not asked.
    func refusal(_ c: BookingCase, leavingOut: Set<Int> = []) -> Refusal? {
        var failures: [(index: Int, finding: Finding)] = []
        for index in RuleBook.bookingRules where settings[index].mode == .on && !leavingOut.contains(index) {
            let finding = RuleBook.all[index].booking!.find(c, settings[index])
            if finding.outcome == .failed { failures.append((index, finding)) }
        }
        guard !failures.isEmpty else { return nil }
        if failures.count == 1, RuleBook.all[failures[0].index].id == B1.rule.id, let taken = c.placement.taken {
            return .conflict(taken: taken, B1.message(c.register, taken))
        }
        return .rules(failures.map { verdict(c, $0.index, $0.finding) })
    }

    /// What a later start could do about the rules that refuse; nil where none refuses. Makes no text.
    func outlook(_ c: BookingCase) -> Outlook? {
        var found: Outlook?
        for index in RuleBook.bookingRules where settings[index].mode == .on {
            let finding = RuleBook.all[index].booking!.find(c, settings[index])
            guard finding.outcome == .failed else { continue }
            switch (finding.outlook, found) {
            case (.never, _): return .never
            case (.from(let one), .from(let other)?): found = .from(max(one, other))
            case (.from(let one), _): found = .from(one)
            case (.open, _): found = found ?? .open
            }
        }
        return found
    }

    /// The rules that refuse this and every later start.
    func hopeless(_ c: BookingCase) -> Set<RuleID> {
        var found = Set<RuleID>()
        for index in RuleBook.bookingRules where settings[index].mode == .on {
            let finding = RuleBook.all[index].booking!.find(c, settings[index])
            if finding.outcome == .failed, finding.outlook == .never { found.insert(RuleBook.all[index].id) }
        }
        return found
    }

    /// Every verdict that applies, passing ones too, in the order of the book. A failing verdict of a rule that only
    /// warns says so in its sentence.
    func verdicts(_ c: BookingCase) -> [Verdict] {
        RuleBook.bookingRules.compactMap { index in
            guard settings[index].mode != .off else { return nil }
            let finding = RuleBook.all[index].booking!.find(c, settings[index])
            return finding.outcome == .inapplicable ? nil : verdict(c, index, finding)
        }
    }

    private func verdict(_ c: BookingCase, _ index: Int, _ finding: Finding) -> Verdict {
        let rule = RuleBook.all[index]
        return Verdict(
            rule, finding, warns: settings[index].mode == .warn, c.calendar,
            rule.booking!.say(c, settings[index], finding))
    }
}

extension RuleBook {
    /// Positions of the rules that speak about bookings.
    static let bookingRules: [Int] = all.indices.filter { all[$0].booking != nil }
}

extension Verdict {
    init(_ rule: Rule, _ finding: Finding, warns: Bool, _ calendar: ZoneCalendar, _ message: Bilingual) {
        let soft = warns && finding.outcome == .failed
        self.init(
            rule: rule.id, passed: finding.outcome != .failed, limit: finding.limit.text(calendar),
            used: finding.used.text(calendar), asked: finding.asked.text(calendar),
            message: soft ? Bilingual(zh: "（仅提示）\(message.zh)", en: "Warning only: \(message.en)") : message)
    }
}
