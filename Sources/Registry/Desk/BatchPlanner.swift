import Booking
import HeapModule

/// Chooses what goes into the next batch. Pure: a waiting line and what is busy in, a batch out.
///
/// Lanes get batches that share nothing, so that they commit side by side; acts on the same thing keep their order.
///
/// Every resource has a line of its own, and an act waits in those of all that it claims. Whoever stands at the front
/// everywhere may go as soon as no batch under way holds what it needs; its going brings the next to the front, who
/// may join the same batch. So no act is looked at again and again while others ahead of it are under way.
struct BatchPlanner: Sendable {
    private var places: [Place] = []
    private var freePlaces: [Int] = []
    private var lines: [Resource: ResourceLine] = [:]
    /// At the front of all their lines, in the order of arrival.
    private var ready: Heap<Turn> = []
    private var arrivals: UInt64 = 0
    let limit: Int

    /// Acts that wait.
    private(set) var count = 0

    /// Acts that no other act stands before.
    var readyCount: Int { ready.count }

    private struct Place: Sendable {
        var ticket: Ticket?
        var arrival: UInt64
        /// Lines in which others stand before it.
        var behind: Int
    }

    private struct Turn: Comparable, Sendable {
        let arrival: UInt64
        let place: Int

        static func < (a: Turn, b: Turn) -> Bool { a.arrival < b.arrival }
    }

    /// - Parameter limit: acts in a batch at most.
    init(limit: Int) { self.limit = limit }

    mutating func add(_ ticket: Ticket) {
        arrivals += 1
        count += 1
        let place = freePlaces.popLast() ?? places.count
        if place == places.count { places.append(Place(ticket: nil, arrival: 0, behind: 0)) }
        var behind = 0
        for resource in ticket.claims.exclusive where !lines[resource, default: ResourceLine()].join(place, .exclusive)
        {
            behind += 1
        }
        for resource in ticket.claims.shared where !lines[resource, default: ResourceLine()].join(place, .shared) {
            behind += 1
        }
        places[place] = Place(ticket: ticket, arrival: arrivals, behind: behind)
        if behind == 0 { ready.insert(Turn(arrival: arrivals, place: place)) }
    }

    /// The next batch, its claims taken; empty when nothing that waits can go now.
    mutating func next() -> [Ticket] {
        var batch: [Ticket] = []
        /// Has to be alone, and others came before it.
        var postponed: [Turn] = []
        while batch.count < limit, let turn = ready.popMin() {
            guard let ticket = places[turn.place].ticket else { continue }
            if ticket.claims.alone, !batch.isEmpty {
                postponed.append(turn)
                continue
            }
            if isStopped(turn.place, ticket.claims) { continue }
            batch.append(ticket)
            leave(turn.place, ticket.claims)
            if ticket.claims.alone { break }
        }
        for turn in postponed { ready.insert(turn) }
        for ticket in batch { hold(ticket.claims) }
        return batch
    }

    /// Gives back the claims of a batch that is done.
    mutating func release(_ batch: [Ticket]) {
        for ticket in batch {
            for resource in ticket.claims.exclusive { release(resource, .exclusive) }
            for resource in ticket.claims.shared { release(resource, .shared) }
        }
    }

    // MARK: Steps

    /// Whether a batch under way holds one of its claims; it then waits there, and is ready again when that is given
    /// back.
    private mutating func isStopped(_ place: Int, _ claims: Claims) -> Bool {
        for resource in claims.exclusive where lines[resource]?.stops(place, .exclusive) == true { return true }
        for resource in claims.shared where lines[resource]?.stops(place, .shared) == true { return true }
        return false
    }

    /// Goes out of all lines, and lets those behind it to the front.
    private mutating func leave(_ place: Int, _ claims: Claims) {
        for resource in claims.exclusive { leave(resource) }
        for resource in claims.shared { leave(resource) }
        places[place].ticket = nil
        freePlaces.append(place)
        count -= 1
    }

    private mutating func leave(_ resource: Resource) {
        for next in lines[resource]?.leave() ?? [] {
            places[next].behind -= 1
            if places[next].behind == 0 { ready.insert(Turn(arrival: places[next].arrival, place: next)) }
        }
    }

    private mutating func hold(_ claims: Claims) {
        for resource in claims.exclusive { lines[resource]?.hold(.exclusive) }
        for resource in claims.shared { lines[resource]?.hold(.shared) }
    }

    private mutating func release(_ resource: Resource, _ claim: ResourceLine.Claim) {
        guard let index = lines.index(forKey: resource) else { return }
        for place in lines.values[index].release(claim) {
            ready.insert(Turn(arrival: places[place].arrival, place: place))
        }
        if lines.values[index].isIdle { lines.remove(at: index) }
    }
}
