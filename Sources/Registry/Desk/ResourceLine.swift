import DequeModule

/// Who waits for one resource, in order, and how it is held by batches that are under way.
struct ResourceLine: Sendable {
    enum Claim: Sendable { case exclusive, shared }

    /// At the front: one with an exclusive claim, or all shared ones before the next exclusive one.
    private var front = 0
    private var frontIsExclusive = false
    private var behind: Deque<(place: Int, claim: Claim)> = []
    private var heldExclusively = 0
    private var heldShared = 0
    /// At the front, and waiting for the holders.
    private var stopped: [Int] = []

    var isIdle: Bool { front == 0 && heldExclusively == 0 && heldShared == 0 }

    /// True when it comes to stand at the front.
    mutating func join(_ place: Int, _ claim: Claim) -> Bool {
        if front == 0 || claim == .shared && !frontIsExclusive && behind.isEmpty {
            front += 1
            frontIsExclusive = claim == .exclusive
            return true
        }
        behind.append((place, claim))
        return false
    }

    /// One at the front goes; returns who comes to the front by that.
    mutating func leave() -> [Int] {
        front -= 1
        guard front == 0, let first = behind.popFirst() else { return [] }
        var moved = [first.place]
        frontIsExclusive = first.claim == .exclusive
        while !frontIsExclusive, let next = behind.first, next.claim == .shared {
            moved.append(next.place)
            behind.removeFirst()
        }
        front = moved.count
        return moved
    }

    /// Whether the holders keep one at the front from going; if so, ``release(_:)`` will name it.
    mutating func stops(_ place: Int, _ claim: Claim) -> Bool {
        guard heldExclusively > 0 || claim == .exclusive && heldShared > 0 else { return false }
        stopped.append(place)
        return true
    }

    mutating func hold(_ claim: Claim) {
        if claim == .exclusive { heldExclusively += 1 } else { heldShared += 1 }
    }

    /// A holder gives it back; returns who may look again.
    mutating func release(_ claim: Claim) -> [Int] {
        if claim == .exclusive { heldExclusively -= 1 } else { heldShared -= 1 }
        guard !stopped.isEmpty, heldExclusively == 0, heldShared == 0 || !frontIsExclusive else { return [] }
        defer { stopped = [] }
        return stopped
    }
}
