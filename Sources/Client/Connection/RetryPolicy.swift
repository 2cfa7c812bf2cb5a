/// When to try again, and how long to wait. Pure: the caller has the clock and the dice.
package struct RetryPolicy: Sendable {
    /// Tries in all, the first included.
    package var attempts: Int
    package var first: Duration
    /// No wait of our own is longer; the daemon's wish may be.
    package var longest: Duration
    /// A daemon that wants us to wait longer than this is told to the user instead.
    package var patience: Duration

    package init(
        attempts: Int = 5, first: Duration = .milliseconds(100), longest: Duration = .seconds(5),
        patience: Duration = .seconds(30)
    ) {
        self.attempts = attempts
        self.first = first
        self.longest = longest
        self.patience = patience
    }

    /// How long to wait after the `tried`-th try (from 1), or nil to give up.
    ///
    /// - Parameters:
    ///   - retryAfter: What the daemon asked for, in seconds; never undercut.
    ///   - dice: From 0 to 1; spreads many clients' returns over half of the wait.
    package func delay(tried: Int, retryAfter: Int?, dice: Double) -> Duration? {
        guard tried < attempts else { return nil }
        let own = min(longest, first * (1 << min(tried - 1, 16)))
        let spread = own * (0.5 + dice / 2)
        guard let retryAfter else { return spread }
        let asked = Duration.seconds(min(max(retryAfter, 0), 86_400))
        return asked <= patience ? max(asked, spread) : nil
    }
}
