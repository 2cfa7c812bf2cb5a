/// When a connection was last heard of, and how fast its reader takes what it asked for. Pure; the present is given.
struct SessionTimes {
    /// How long a closing connection may take to be done.
    static let closingLimit = Duration.seconds(2)
    /// Bytes of an unfinished request that count as a sign of life; single drops do not.
    static let lively = 4096
    /// Bytes dropped from someone who keeps talking to a closed door.
    static let droppedLimit = 1 << 20

    private let limits: Settings.Limits
    private var lastRequest: ContinuousClock.Instant
    private var heardSince = 0
    private var closingBegan: ContinuousClock.Instant?
    private var droppedBytes = 0
    /// While the reader is behind: since when this stretch is measured, and what had been taken then.
    private var stretch: (began: ContinuousClock.Instant, taken: Int)?
    /// Bytes written to the connection, taken or not.
    private(set) var written = 0

    init(_ limits: Settings.Limits, now: ContinuousClock.Instant) {
        self.limits = limits
        lastRequest = now
    }

    mutating func asked(at now: ContinuousClock.Instant) {
        lastRequest = now
        heardSince = 0
    }

    mutating func heard(_ bytes: Int, at now: ContinuousClock.Instant) {
        heardSince += bytes
        if heardSince >= Self.lively { asked(at: now) }
    }

    mutating func wrote(_ bytes: Int) { written += bytes }
    mutating func dropped(_ bytes: Int) { droppedBytes += bytes }
    mutating func closing(at now: ContinuousClock.Instant) { closingBegan = now }

    mutating func blocked(taken: Int, at now: ContinuousClock.Instant) {
        if stretch == nil { stretch = (now, taken) }
    }

    mutating func unblocked() { stretch = nil }

    func isIdle(at now: ContinuousClock.Instant) -> Bool { now - lastRequest >= limits.idle && stretch == nil }

    /// Whether a reader who is behind has taken too little within the time that it has; else a new stretch may begin.
    mutating func isTooSlow(taken: Int, at now: ContinuousClock.Instant) -> Bool {
        guard let current = stretch, now - current.began >= limits.outboundTime else { return false }
        if taken - current.taken < limits.outboundBytes { return true }
        stretch = (now, taken)
        return false
    }

    func closingIsOver(at now: ContinuousClock.Instant) -> Bool {
        guard let closingBegan else { return false }
        // A long last reply has the same time as any other.
        let limit = stretch == nil ? Self.closingLimit : max(Self.closingLimit, limits.outboundTime)
        return droppedBytes > Self.droppedLimit || now - closingBegan >= limit
    }
}
