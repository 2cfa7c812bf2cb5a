import Synchronization

/// Slots and firms that have not been used yet. All clients draw from it, each thing is drawn once.
package final class Supply: Sendable {
    private let space: SlotSpace
    /// The first half hour that may be asked for throughout the run.
    package let earliest: Int
    private let firms: Int
    private let nextSlot: Atomic<Int>
    private let nextFirm: Atomic<Int>
    private let firstSlot: Int

    /// - Parameters:
    ///   - earliest: The first half hour that may be asked for throughout the run.
    ///   - usedSlots: How many slots earlier runs on the same database have drawn, and likewise firms.
    package init(space: SlotSpace, earliest: Int, firms: Int, usedSlots: Int = 0, usedFirms: Int = 0) {
        self.space = space
        self.earliest = earliest
        self.firms = firms
        firstSlot = usedSlots
        nextSlot = Atomic(usedSlots)
        nextFirm = Atomic(usedFirms)
    }

    /// A slot that nobody has asked for; nil when there are no more.
    package func slot() -> SlotSpace.Slot? {
        while true {
            let index = nextSlot.wrappingAdd(1, ordering: .relaxed).oldValue
            guard index < space.count else { return nil }
            let slot = space[index]
            if slot.time >= earliest { return slot }
        }
    }

    /// One of the last `span` slots that were drawn, so most likely taken or just being asked for.
    package func recentSlot(span: Int, _ random: inout RandomSource) -> SlotSpace.Slot? {
        let end = min(nextSlot.load(ordering: .relaxed), space.count)
        let index = end - 1 - random.below(max(1, span))
        guard index >= firstSlot else { return nil }
        let slot = space[index]
        return slot.time >= earliest ? slot : nil
    }

    /// The place of a firm that nobody has signed in as; nil when there are no more.
    package func firm() -> Int? {
        let index = nextFirm.wrappingAdd(1, ordering: .relaxed).oldValue
        return index < firms ? index : nil
    }

    package var usedSlots: Int { min(nextSlot.load(ordering: .relaxed), space.count) }
    package var usedFirms: Int { min(nextFirm.load(ordering: .relaxed), firms) }
}
