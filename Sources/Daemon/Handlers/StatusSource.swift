import Booking

/// What the shell knows of itself, for STATUS.
struct ShellStatus: Sendable {
    let version: String
    let isEmbedded: Bool
    let connections: Int
    let requests: Int
    let started: Instant
    /// Whether this daemon does the clock's work.
    let leadsClock: Bool
}

/// Asks the shell.
struct StatusSource: Sendable {
    let read: @Sendable () -> ShellStatus
}
