import DequeModule
import Synchronization

/// Lets one conversation at a time use a connection, in the order of asking.
final class Turnstile: Sendable {
    private struct State {
        var isTaken = false
        var queue: Deque<(place: UInt64, continuation: CheckedContinuation<Bool, Never>)> = []
        /// Cancelled before they came to wait.
        var cancelled: Set<UInt64> = []
        var lastPlace: UInt64 = 0
    }

    private let state = Mutex(State())

    /// Waits for the turn. `shielded` waits even when the task is cancelled; otherwise throws `cancelled`.
    func enter(shielded: Bool) async throws(PostgresError) {
        let free = state.withLock { state in
            if state.isTaken { return false }
            state.isTaken = true
            return true
        }
        if free { return }
        let place = state.withLock { state in
            state.lastPlace += 1
            return state.lastPlace
        }
        let entered =
            if shielded {
                await wait(place)
            } else {
                await withTaskCancellationHandler {
                    await wait(place)
                } onCancel: {
                    cancel(place)
                }
            }
        state.withLock { _ = $0.cancelled.remove(place) }
        guard entered else { throw PostgresError(.cancelled, "cancelled while waiting for the connection") }
    }

    func leave() {
        let next = state.withLock { state in
            let next = state.queue.popFirst()
            if next == nil { state.isTaken = false }
            return next
        }
        next?.continuation.resume(returning: true)
    }

    private func wait(_ place: UInt64) async -> Bool {
        await withCheckedContinuation { continuation in
            let answer: Bool? = state.withLock { state in
                if state.cancelled.contains(place) { return false }
                if !state.isTaken {
                    state.isTaken = true
                    return true
                }
                state.queue.append((place, continuation))
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    private func cancel(_ place: UInt64) {
        let continuation = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard let index = state.queue.firstIndex(where: { $0.place == place }) else {
                state.cancelled.insert(place)
                return nil
            }
            return state.queue.remove(at: index).continuation
        }
        continuation?.resume(returning: false)
    }
}
