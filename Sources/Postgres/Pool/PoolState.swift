import DequeModule

/// The pool's decisions: who gets which connection, how many to make, which to close. Pure; the clock comes in as a
/// parameter and what is to be done goes out as a value.
struct PoolState<Resource: AnyObject & Sendable>: Sendable {
    typealias Instant = ContinuousClock.Instant

    struct Idle: Sendable {
        var resource: Resource
        var lastUse: Instant
        var lastCheck: Instant
    }

    enum Answer: Sendable {
        case take(Resource)
        case wait
        case refuse(PostgresError)
    }

    /// What follows from a change.
    struct Effects: Sendable {
        var wake: [Ticket] = []
        var close: [Resource] = []
    }

    /// What the runner has to do now, and when to look again.
    struct Plan: Sendable {
        var connect = 0
        var check: [Resource] = []
        var close: [Resource] = []
        var next: Instant?
        var isFinished = false
    }

    let limits: PoolLimits
    private let backoff: Backoff
    /// The longest unused first; the last one used is lent first, as its caches are warm.
    private var idle: Deque<Idle> = []
    private(set) var leased: [ObjectIdentifier: Resource] = [:]
    private var checking = 0
    private var connecting = 0
    private var waiting: Deque<Ticket> = []
    /// What waiters got before they looked.
    private var settled: [Ticket: Result<Resource, PostgresError>] = [:]
    private var retryAt: Instant?
    private(set) var isClosing = false
    /// Those who wait for the last lease to end.
    private var closers: [Ticket] = []
    private var totals = PoolStatistics()

    init(_ limits: PoolLimits) {
        self.limits = limits
        backoff = Backoff(limit: limits.longestPause)
    }

    /// More connections may be made for those who wait.
    var canGrow: Bool { open + connecting < limits.maximum }

    private var open: Int { idle.count + leased.count + checking }

    var statistics: PoolStatistics {
        var all = totals
        all.idle = idle.count + checking
        all.leased = leased.count
        all.connecting = connecting
        all.waiting = waiting.count
        return all
    }

    // MARK: Lending

    mutating func request(_ ticket: Ticket) -> Answer {
        if isClosing { return .refuse(PostgresError(.poolClosed, "the pool is shutting down")) }
        // Nothing is idle while somebody waits, so nobody is overtaken here.
        if let last = idle.popLast() {
            lend(last.resource)
            return .take(last.resource)
        }
        guard waiting.count < limits.maximumWaiting else {
            totals.refused += 1
            return .refuse(
                PostgresError(.poolExhausted, "\(waiting.count) callers wait for a database connection already"))
        }
        waiting.append(ticket)
        return .wait
    }

    private mutating func lend(_ resource: Resource) {
        leased[ObjectIdentifier(resource)] = resource
        totals.leases += 1
    }

    /// What a waiter got; nil when nothing yet, and then it waits no more.
    mutating func settle(_ ticket: Ticket) -> Result<Resource, PostgresError>? {
        if let result = settled.removeValue(forKey: ticket) { return result }
        waiting.removeAll { $0 == ticket }
        return nil
    }

    mutating func countTimeout() { totals.timedOut += 1 }

    var timedOutReason: String {
        let failure = totals.lastFailure.map { ", the last attempt to connect: \($0)" } ?? ""
        return "no database connection became free within \(limits.acquireTimeout)\(failure)"
    }

    // MARK: Coming back

    /// A lent connection is back in good order.
    mutating func giveBack(_ resource: Resource, now: Instant) -> Effects {
        guard leased.removeValue(forKey: ObjectIdentifier(resource)) != nil else { return Effects() }
        return place(resource, now: now)
    }

    /// A lent connection is broken; the runner replaces it.
    mutating func discard(_ resource: Resource) -> Effects {
        guard leased.removeValue(forKey: ObjectIdentifier(resource)) != nil else { return Effects() }
        totals.discarded += 1
        return Effects(wake: closersIfDone())
    }

    mutating func checked(_ resource: Resource, isSound: Bool, now: Instant) -> Effects {
        checking -= 1
        if isSound { return place(resource, now: now) }
        totals.discarded += 1
        return Effects(wake: closersIfDone())
    }

    private mutating func place(_ resource: Resource, now: Instant) -> Effects {
        if isClosing { return Effects(wake: closersIfDone(), close: [resource]) }
        if let next = waiting.popFirst() {
            lend(resource)
            settled[next] = .success(resource)
            return Effects(wake: [next])
        }
        idle.append(Idle(resource: resource, lastUse: now, lastCheck: now))
        return Effects()
    }

    private mutating func closersIfDone() -> [Ticket] {
        guard isClosing, leased.isEmpty, checking == 0 else { return [] }
        defer { closers = [] }
        return closers
    }

    // MARK: Connecting

    mutating func connected(_ resource: Resource, now: Instant) -> Effects {
        connecting -= 1
        totals.connected += 1
        totals.failuresInARow = 0
        totals.lastFailure = nil
        retryAt = nil
        return place(resource, now: now)
    }

    /// An attempt failed. With nothing open, all who wait are told: they would wait in vain.
    mutating func connectFailed(_ error: PostgresError, now: Instant, random: Double) -> Effects {
        connecting -= 1
        totals.failedAttempts += 1
        totals.failuresInARow += 1
        totals.lastFailure = error.reason
        retryAt = now + backoff.pause(after: totals.failuresInARow, random: random)
        guard open == 0 else { return Effects() }
        return failAll(error)
    }

    private mutating func failAll(_ error: PostgresError) -> Effects {
        defer { waiting = [] }
        for ticket in waiting { settled[ticket] = .failure(error) }
        return Effects(wake: Array(waiting))
    }

    // MARK: Planning

    mutating func plan(now: Instant) -> Plan {
        var plan = Plan()
        if isClosing {
            plan.isFinished = true
            return plan
        }
        // What is lent comes back without the runner being told, so it looks now and then.
        if open > 0 { plan.next = now + limits.healthInterval }
        planConnecting(&plan, now)
        planIdle(&plan, now)
        return plan
    }

    private mutating func planConnecting(_ plan: inout Plan, _ now: Instant) {
        let demand = max(limits.minimum, leased.count + checking + waiting.count)
        var missing = min(limits.maximum, demand) - open - connecting
        guard missing > 0 else { return }
        if totals.failuresInARow > 0 {
            // One attempt at a time finds out whether the database is back.
            if connecting > 0 { return }
            if let retryAt, now < retryAt {
                plan.next = min(plan.next ?? retryAt, retryAt)
                return
            }
            missing = 1
        }
        connecting += missing
        plan.connect = missing
    }

    private mutating func planIdle(_ plan: inout Plan, _ now: Instant) {
        var kept: Deque<Idle> = []
        for entry in idle {
            let unused = entry.lastUse + limits.idleTimeout
            let due = entry.lastCheck + limits.healthInterval
            let spare = open - plan.close.count > limits.minimum
            if spare, unused <= now {
                plan.close.append(entry.resource)
            } else if due <= now {
                plan.check.append(entry.resource)
            } else {
                kept.append(entry)
                plan.next = [plan.next, due, spare ? unused : nil].compactMap(\.self).min()
            }
        }
        checking += plan.check.count
        idle = kept
    }

    // MARK: Closing

    /// Lends no more. `ticket` is woken when the last lease has ended.
    mutating func beginClosing(_ ticket: Ticket) -> Effects {
        isClosing = true
        var effects = failAll(PostgresError(.poolClosed, "the pool is shutting down"))
        effects.close = idle.map(\.resource)
        idle = []
        closers.append(ticket)
        effects.wake += closersIfDone()
        return effects
    }
}
