/// A posted need that was open in a month.
package struct LedgerNeed: Hashable, Sendable {
    package let id: NeedID
    /// A class of instruments, or empty.
    package let category: String
    /// Whether an instrument had met it by the month's end.
    package let isMet: Bool

    package init(id: NeedID, category: String, isMet: Bool) {
        self.id = id
        self.category = category
        self.isMet = isMet
    }
}

/// The needs of one class, as they are published: counts alone.
///
/// A month that is over has them for ever: a need is met or closed at the moment of it, never afterwards for an earlier one.
package struct LedgerNeeds: Hashable, Sendable {
    /// A class of instruments, or empty.
    package let category: String
    package let posted: Int
    /// Those that no instrument had met by the month's end.
    package let unmet: Int

    package init(category: String, posted: Int, unmet: Int) {
        self.category = category
        self.posted = posted
        self.unmet = unmet
    }

    /// By class, in the order of its bytes.
    package static func counted(_ needs: some Sequence<LedgerNeed>) -> [LedgerNeeds] {
        var counts: [String: (posted: Int, unmet: Int)] = [:]
        for need in needs {
            counts[need.category, default: (0, 0)].posted += 1
            if !need.isMet { counts[need.category]!.unmet += 1 }
        }
        return counts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { LedgerNeeds(category: $0.key, posted: $0.value.posted, unmet: $0.value.unmet) }
    }

    /// Whether a list is one that ``counted(_:)`` could have made.
    package static func isSound(_ list: [LedgerNeeds]) -> Bool {
        list.allSatisfy { $0.posted > 0 && (0...$0.posted).contains($0.unmet) }
            && zip(list, list.dropFirst()).allSatisfy { $0.category.utf8.lexicographicallyPrecedes($1.category.utf8) }
    }
}
