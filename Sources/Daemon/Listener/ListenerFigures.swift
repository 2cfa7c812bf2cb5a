internal import Synchronization

/// Numbers of the listener, for STATUS and for logs. Read from any thread.
package final class ListenerFigures: Sendable {
    package struct Snapshot: Sendable {
        /// Connections now.
        package let open: Int
        /// Connections ever taken, and those turned away at the door.
        package let accepted: Int
        package let refused: Int
        /// Requests begun, whoever answered them.
        package let requests: Int
        /// Since the daemon began.
        package let uptime: Duration
    }

    private let began = ContinuousClock.now
    private let accepted = Atomic<Int>(0)
    private let closed = Atomic<Int>(0)
    private let refused = Atomic<Int>(0)
    private let requests = Atomic<Int>(0)

    package init() {}

    package func snapshot() -> Snapshot {
        // In this order, so that a connection that closes meanwhile is not counted below zero.
        let closed = closed.load(ordering: .acquiring)
        let accepted = accepted.load(ordering: .acquiring)
        return Snapshot(
            open: accepted - closed, accepted: accepted, refused: refused.load(ordering: .relaxed),
            requests: requests.load(ordering: .relaxed), uptime: .now - began)
    }

    func countAccepted() { accepted.add(1, ordering: .releasing) }
    func countClosed() { closed.add(1, ordering: .releasing) }
    func countRefused() { refused.add(1, ordering: .relaxed) }
    func count(requests number: Int) { requests.add(number, ordering: .relaxed) }
}
