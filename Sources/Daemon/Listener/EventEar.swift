/// Waits for a session's next piece of events, off its event loop.
final class EventEar {
    private var task: Task<Void, Never>?

    func listen(to source: any EventSource, then deliver: @escaping @Sendable (EventPiece) -> Void) {
        task = Task { deliver(await source.next()) }
    }

    func stop() {
        task?.cancel()
        task = nil
    }
}
