package import Booking

/// What became of a document of overrides, word by word.
package struct PolicyReport: Sendable {
    package enum Outcome: String, Sendable {
        /// Said now and not before.
        case set
        case changed, same
        /// Said before and no more.
        case removed
        /// Less open than the level above, or not to be understood.
        case refused
    }

    package struct Change: Sendable {
        /// Where it stands in the document; nil for what is removed.
        package let line: Int?
        /// Nil where the line names none.
        package let rule: String?
        package let key: String?
        package let outcome: Outcome
        /// What is in force there before, and after; what was asked for in vain is in `asked`.
        package let before: String?
        package let after: String?
        package let asked: String?
        /// Why it was refused.
        package let message: Bilingual?
        /// Whether it could not be read at all.
        package let isUnreadable: Bool
    }

    package let level: PolicyLevel
    package let changes: [Change]
    /// False where a refused line, or a dry run, kept everything as it was.
    package var applied = false
    /// What is in force at the place now.
    package var version: Int
    /// The instruments that it concerns.
    package var instruments = 0
    /// The places below where something that they say holds no more.
    var superseded: [PolicyTree.Change] = []

    /// What the places below say in vain from now on, place by place.
    package var supersededWords: [SupersededWord] {
        superseded.flatMap { change in
            change.superseded.map { key in
                SupersededWord(
                    place: change.place.name, key: key, asked: change.place.override[key]?.description ?? "",
                    now: change.policy[key].description)
            }
        }
    }

    /// Something that a place says and that does not hold there, for the level above is more open or cannot be compared.
    package struct SupersededWord: Sendable {
        package let place: String
        package let key: PolicyKey
        package let asked: String
        package let now: String
    }

    package func count(_ outcome: Outcome) -> Int { changes.count { $0.outcome == outcome } }

    /// - Parameters:
    ///   - above: the policy of the level above.
    ///   - before: what the place said before, if anything.
    ///   - current: the policy in force there; nil where it is the one above.
    init(
        _ document: PolicyDocument, level: PolicyLevel, above: Policy, before: PolicyOverride?, current: Policy?
    ) {
        self.level = level
        let inForce = current ?? above
        version = inForce.version
        let override = document.override
        let after = above.merged(with: override, level: level)
        var faults: [PolicyKey: PolicyFault] = [:]
        for (key, fault) in above.faults(of: override) { faults[key] = fault }
        var changes = document.faults.map { fault in
            Change(
                line: fault.line, rule: fault.rule, key: fault.key, outcome: .refused, before: nil, after: nil,
                asked: nil,
                message: fault.message, isUnreadable: true)
        }
        for key in override.keys {
            let fault = faults[key]
            // Of a profile only what makes a difference is told.
            if document.lines[key] == nil, fault == nil, after[key] == inForce[key] { continue }
            let outcome: Outcome =
                if fault != nil { .refused } else if let old = before?[key] {
                    old == override[key] ? .same : .changed
                } else { .set }
            changes.append(
                Change(
                    line: document.lines[key], rule: key.ruleID.rawValue, key: key.name, outcome: outcome,
                    before: inForce[key].description,
                    after: fault == nil ? after[key].description : nil, asked: fault?.value, message: fault?.message,
                    isUnreadable: false))
        }
        for key in before?.keys ?? [] where override[key] == nil {
            changes.append(
                Change(
                    line: nil, rule: key.ruleID.rawValue, key: key.name, outcome: .removed,
                    before: inForce[key].description, after: after[key].description, asked: nil, message: nil,
                    isUnreadable: false))
        }
        self.changes = changes.sorted { ($0.line ?? .max) < ($1.line ?? .max) }
    }
}
