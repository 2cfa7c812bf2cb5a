internal import Logging
internal import Wire

/// What all sessions of a listener share.
struct ListenerGround: Sendable {
    let limits: Settings.Limits
    let handler: any CommandHandling
    let signIns: SignInGuard
    let figures: ListenerFigures
    /// The first line, told whether the connection is encrypted.
    let greeting: @Sendable (Bool) -> Reply
    /// The present, as the wire writes it.
    let time: @Sendable () -> String
    let logger: Logger
}
