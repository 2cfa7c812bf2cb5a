/// What a client of a load asks.
package enum LoadVerb: Int, CaseIterable, Sendable {
    case reserve, cancel, check, free, week, find
    /// Never asked for in a mix: a client signs in when it needs the next firm.
    case auth

    package static let mixable = allCases.filter { $0 != .auth }

    package var name: String {
        switch self {
        case .reserve: "reserve"
        case .cancel: "cancel"
        case .check: "check"
        case .free: "free"
        case .week: "week"
        case .find: "find"
        case .auth: "auth"
        }
    }
}

/// Weights of what is asked, as `reserve=80,free=20`.
package struct Mix: Hashable, Sendable {
    private var weights: [Int]
    private var total: Int

    /// - Throws: ``LoadFault`` naming the word and what is allowed.
    package init(text: String) throws(LoadFault) {
        weights = Array(repeating: 0, count: LoadVerb.allCases.count)
        for part in text.split(separator: ",") {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard let verb = LoadVerb.mixable.first(where: { $0.name == sides[0] }) else {
                throw LoadFault(
                    "the mix has '\(sides[0])'; known are \(LoadVerb.mixable.map(\.name).joined(separator: ", "))")
            }
            guard let weight = sides.count == 2 ? Int(sides[1]) : 1, (0...1_000_000).contains(weight) else {
                throw LoadFault("the weight of '\(verb.name)' must be a whole number from 0 to 1000000")
            }
            weights[verb.rawValue] += weight
        }
        total = weights.reduce(0, +)
        guard total > 0 else { throw LoadFault("the mix is empty; write for example reserve=80,free=20") }
    }

    package func weight(_ verb: LoadVerb) -> Int { weights[verb.rawValue] }

    package func pick(_ random: inout RandomSource) -> LoadVerb {
        var rest = random.below(total)
        for verb in LoadVerb.mixable {
            rest -= weights[verb.rawValue]
            if rest < 0 { return verb }
        }
        return .reserve
    }
}
