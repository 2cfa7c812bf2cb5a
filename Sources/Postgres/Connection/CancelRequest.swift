import CLibPQ
import Synchronization

/// A request to cancel what a connection's backend is doing, sent over a connection of its own by a thread of its own,
/// as `PQcancel` blocks.
///
/// Whoever sends it waits until the server has taken it: a request that arrived later could hit the next statement.
final class CancelRequest: Sendable {
    /// Sendable although it is a pointer: libpq's cancel object is complete in itself and used by the helper alone.
    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private let handle: Handle

    /// Takes the cancel object over.
    init(_ pointer: OpaquePointer) { handle = Handle(pointer: pointer) }

    /// Returns when the server has taken the request, when that failed, or at the deadline.
    func send(until deadline: ContinuousClock.Instant) async {
        let handle = handle
        let ticket = Reactor.shared.makeTicket()
        defer { Reactor.shared.retire(ticket) }
        let started = HelperThread.start {
            var words = [CChar](repeating: 0, count: 256)
            _ = PQcancel(handle.pointer, &words, Int32(words.count))
            PQfreeCancel(handle.pointer)
            Reactor.shared.interrupt(ticket)
        }
        guard started else { return PQfreeCancel(handle.pointer) }
        _ = await Reactor.shared.wait(ticket, until: deadline)
    }
}
