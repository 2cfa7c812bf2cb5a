internal import Glibc
internal import Logging
internal import UnixSignals

/// Turns SIGTERM and SIGINT into a wish to stop; a second one is an order.
struct Signals: Sendable {
    /// The stop was forced.
    struct Forced: Error, CustomStringConvertible {
        var description: String { "stopped by force; requests under way were cut off" }
    }

    /// How long a forced stop may take before the process simply ends.
    static let patience: UInt32 = 15

    let signals: UnixSignalsSequence

    init() async { signals = await UnixSignalsSequence(trapping: .sigterm, .sigint) }

    /// Returns when its task is cancelled.
    /// - Throws: ``Forced`` on the second signal.
    func watch(_ stop: StopRequest, _ logger: Logger) async throws {
        var isSecond = false
        for await signal in signals {
            if isSecond {
                logger.warning("stopping at once", metadata: ["signal": "\(signal)"])
                // The embedded database is told to stop by the system when this process ends, so no data is at stake.
                Task { await OwnThread.run { endAnyway() } }
                throw Forced()
            }
            isSecond = true
            logger.notice("stopping; a second signal stops at once", metadata: ["signal": "\(signal)"])
            stop.make()
        }
    }
}

private func endAnyway() {
    sleep(Signals.patience)
    _exit(1)
}
