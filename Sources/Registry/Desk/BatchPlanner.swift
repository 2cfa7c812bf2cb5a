import Booking
import DequeModule

/// Chooses what goes into the next batch. Pure: a waiting line and what is busy in, a batch out.
///
/// Lanes get batches that share nothing, so that they commit side by side; acts on the same thing keep their order.
struct BatchPlanner: Sendable {
    private(set) var waiting: Deque<Ticket> = []
    private var held: [Resource: Hold] = [:]
    let limit: Int

    private struct Hold: Sendable {
        var exclusive = false
        var shared = 0
    }

    /// - Parameter limit: acts in a batch at most.
    init(limit: Int) { self.limit = limit }

    mutating func add(_ ticket: Ticket) { waiting.append(ticket) }

    /// The next batch, its claims taken; empty when nothing that waits can go now.
    mutating func next() -> [Ticket] {
        var batch: [Ticket] = []
        var passed: [Ticket] = []
        /// Claims of acts passed over: what comes later on the same things must not overtake them.
        var blocked = Set<Resource>()
        var blockedShared = Set<Resource>()
        // Looking far beyond a full batch costs more than a smaller batch does.
        var looks = limit * 4
        while batch.count < limit, looks > 0, let ticket = waiting.popFirst() {
            looks -= 1
            let claims = ticket.claims
            let free =
                !(claims.alone && !batch.isEmpty)
                && claims.exclusive.allSatisfy {
                    !blocked.contains($0) && !blockedShared.contains($0) && !isHeld($0)
                }
                && claims.shared.allSatisfy { !blocked.contains($0) && held[$0]?.exclusive != true }
            guard free else {
                passed.append(ticket)
                blocked.formUnion(claims.exclusive)
                blockedShared.formUnion(claims.shared)
                continue
            }
            batch.append(ticket)
            if claims.alone { break }
        }
        while let ticket = passed.popLast() { waiting.prepend(ticket) }
        for ticket in batch { take(ticket.claims) }
        return batch
    }

    /// Gives back the claims of a batch that is done.
    mutating func release(_ batch: [Ticket]) {
        for ticket in batch {
            for resource in ticket.claims.exclusive {
                held[resource]?.exclusive = false
                drop(resource)
            }
            for resource in ticket.claims.shared {
                held[resource]?.shared -= 1
                drop(resource)
            }
        }
    }

    private func isHeld(_ resource: Resource) -> Bool {
        guard let hold = held[resource] else { return false }
        return hold.exclusive || hold.shared > 0
    }

    private mutating func take(_ claims: Claims) {
        for resource in claims.exclusive { held[resource, default: Hold()].exclusive = true }
        for resource in claims.shared { held[resource, default: Hold()].shared += 1 }
    }

    private mutating func drop(_ resource: Resource) {
        if let hold = held[resource], !hold.exclusive, hold.shared <= 0 { held[resource] = nil }
    }
}
