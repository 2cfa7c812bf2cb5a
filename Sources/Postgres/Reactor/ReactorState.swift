/// Names one party that may wait at the reactor; used for one purpose at a time and never given out twice.
struct Ticket: Hashable, Sendable {
    let number: UInt64
}

/// Why a wait ended.
enum Wake: Sendable {
    /// The descriptor has what was asked for, or an error that the next call on it will show.
    case ready
    case timedOut
    /// Another party called ``Reactor/interrupt(_:)`` with this ticket.
    case interrupted
}

/// What a wait on a descriptor is for.
struct Interest: OptionSet, Sendable {
    let rawValue: UInt8
    static let reading = Interest(rawValue: 1)
    static let writing = Interest(rawValue: 2)
}

/// What the reactor's thread and everybody else share. Pure: it makes no system calls and resumes nobody.
struct ReactorState {
    typealias Continuation = CheckedContinuation<Wake, Never>

    struct Waiter {
        var continuation: Continuation
        var descriptor: Int32?
        var deadline: ContinuousClock.Instant?
    }

    private var jobs: [UnownedJob] = []
    private var awake = true
    private var waiters: [Ticket: Waiter] = [:]
    private var tickets: [Int32: Ticket] = [:]
    /// Tickets in use, and whether they were interrupted before the wait. Others are not listened to any more.
    private var interruptions: [Ticket: Bool] = [:]
    private var lastTicket: UInt64 = 0
    /// No waiter's deadline is earlier. It may be too early, never too late: then one look at the waiters corrects it.
    private var earliest: ContinuousClock.Instant?

    /// Returns true when the thread sleeps and the caller must ring.
    mutating func add(_ job: UnownedJob) -> Bool {
        jobs.append(job)
        return markAwake()
    }

    mutating func takeJobs(into taken: inout [UnownedJob]) { swap(&jobs, &taken) }

    private mutating func markAwake() -> Bool {
        defer { awake = true }
        return !awake
    }

    /// Milliseconds for `epoll_wait`, -1 for ever.
    mutating func prepareToSleep(now: ContinuousClock.Instant) -> Int32 {
        guard jobs.isEmpty else { return 0 }
        awake = false
        guard let earliest else { return -1 }
        let left = now.duration(to: earliest)
        guard left > .zero else { return 0 }
        let (seconds, attoseconds) = left.components
        // Rounded up, so that the deadline has passed when the thread wakes; a long one is cut and looked at again.
        return Int32(min(seconds, 600)) * 1000 + Int32(attoseconds / 1_000_000_000_000_000) + 1
    }

    /// Adds a waiter. Returns true when the thread sleeps longer than the waiter can wait: the caller must ring.
    mutating func add(_ waiter: Waiter, for ticket: Ticket) -> Bool {
        precondition(waiters[ticket] == nil, "one ticket waits once")
        waiters[ticket] = waiter
        if let descriptor = waiter.descriptor { tickets[descriptor] = ticket }
        guard let deadline = waiter.deadline else { return false }
        if let earliest, earliest <= deadline { return false }
        earliest = deadline
        return markAwake()
    }

    /// Takes a waiter out; nil when it does not wait.
    mutating func remove(_ ticket: Ticket) -> Continuation? {
        guard let waiter = waiters.removeValue(forKey: ticket) else { return nil }
        if let descriptor = waiter.descriptor { tickets[descriptor] = nil }
        return waiter.continuation
    }

    mutating func makeTicket() -> Ticket {
        lastTicket += 1
        let ticket = Ticket(number: lastTicket)
        interruptions[ticket] = false
        return ticket
    }

    /// Whom to resume after an interruption; it is remembered when nobody waits with the ticket yet.
    mutating func interrupt(_ ticket: Ticket) -> Continuation? {
        if let continuation = remove(ticket) { return continuation }
        if interruptions[ticket] != nil { interruptions[ticket] = true }
        return nil
    }

    /// True once for an interruption that came before the wait.
    mutating func takeInterruption(_ ticket: Ticket) -> Bool {
        guard interruptions[ticket] == true else { return false }
        interruptions[ticket] = false
        return true
    }

    mutating func retire(_ ticket: Ticket) { interruptions[ticket] = nil }

    /// Whom to resume after `epoll_wait`.
    mutating func wake(ready: ArraySlice<Int32>, now: ContinuousClock.Instant) -> [(Continuation, Wake)] {
        awake = true
        var woken: [(Continuation, Wake)] = []
        for descriptor in ready {
            if let ticket = tickets[descriptor], let continuation = remove(ticket) {
                woken.append((continuation, .ready))
            }
        }
        guard let due = earliest, due <= now else { return woken }
        earliest = nil
        for (ticket, waiter) in waiters {
            guard let deadline = waiter.deadline else { continue }
            if deadline <= now {
                if let continuation = remove(ticket) { woken.append((continuation, .timedOut)) }
            } else if earliest.map({ deadline < $0 }) ?? true {
                earliest = deadline
            }
        }
        return woken
    }
}
