/// Sizes and times of a pool.
package struct PoolLimits: Sendable {
    /// Connections kept open even when nobody uses them.
    package var minimum: Int
    /// Connections at most; the server's `max_connections` must allow them for all programs together.
    package var maximum: Int
    /// Callers who may wait for a connection; the next is refused at once with `poolExhausted`.
    package var maximumWaiting: Int
    /// Longest wait for a connection, then `poolTimedOut`. Shorter when connecting fails and nothing is open: then
    /// all who wait are told so at once.
    package var acquireTimeout: Duration
    /// An unused connection is tried with a query after this time.
    package var healthInterval: Duration
    /// Connections above the minimum are closed after this time without use.
    package var idleTimeout: Duration
    /// Longest pause between attempts to connect to a database that is away.
    package var longestPause: Duration

    package init(
        minimum: Int = 1, maximum: Int = 8, maximumWaiting: Int = 1024, acquireTimeout: Duration = .seconds(5),
        healthInterval: Duration = .seconds(30), idleTimeout: Duration = .seconds(300),
        longestPause: Duration = .seconds(5)
    ) {
        precondition(minimum >= 0 && maximum >= max(1, minimum), "a pool holds 1 ... maximum connections")
        self.minimum = minimum
        self.maximum = maximum
        self.maximumWaiting = maximumWaiting
        self.acquireTimeout = acquireTimeout
        self.healthInterval = healthInterval
        self.idleTimeout = idleTimeout
        self.longestPause = longestPause
    }
}

/// What a pool is doing and has done since its start.
package struct PoolStatistics: Sendable, Equatable {
    package var idle = 0
    package var leased = 0
    package var connecting = 0
    package var waiting = 0

    /// Connections made.
    package var connected = 0
    /// Attempts to connect that failed.
    package var failedAttempts = 0
    /// Failures since the last success; above 0 the database is away.
    package var failuresInARow = 0
    /// Broken connections thrown away.
    package var discarded = 0
    /// Times a connection was lent.
    package var leases = 0
    /// Callers who waited in vain.
    package var timedOut = 0
    /// Callers refused because too many waited.
    package var refused = 0
    /// Reason of the last failed attempt; nil after a success.
    package var lastFailure: String?
}
