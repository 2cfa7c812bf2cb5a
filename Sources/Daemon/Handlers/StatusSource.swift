import Booking

/// What the shell knows of itself, for STATUS.
struct ShellStatus: Sendable {
    let version: String
    let isEmbedded: Bool
    let connections: Int
    let requests: Int
    let started: Instant
}

/// Asks the shell.
struct StatusSource: Sendable {
    let read: @Sendable () -> ShellStatus
}
