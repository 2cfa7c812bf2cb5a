import Synchronization

/// Keeps the writes of one session in order while some of them have to be looked up before they reach the desk.
///
/// What waits is the way to the desk only; at the desk the writes of a session stand together in one batch.
final class SessionTurns: Sendable {
    private struct Tail {
        let task: Task<Void, Never>
        let number: UInt64
    }

    private struct State {
        var tails: [UInt64: Tail] = [:]
        var last: UInt64 = 0
    }

    private let state = Mutex(State())
    /// Sessions that have something on its way. None has, as a rule, and then the state is not asked.
    private let busy = Atomic<Int>(0)

    /// Whether nothing of this session is on its way to the desk. Asked, and added to, by the session's own loop.
    func isFree(_ session: UInt64) -> Bool {
        busy.load(ordering: .acquiring) == 0 || state.withLock { $0.tails[session] == nil }
    }

    /// Runs `body` after what was added before for the same session.
    func add(_ session: UInt64, _ body: @escaping @Sendable () async -> Void) {
        state.withLock { state in
            state.last += 1
            let number = state.last
            let before = state.tails[session]?.task
            if before == nil { busy.add(1, ordering: .acquiringAndReleasing) }
            let task = Task {
                await before?.value
                await body()
                self.end(session, number)
            }
            state.tails[session] = Tail(task: task, number: number)
        }
    }

    private func end(_ session: UInt64, _ number: UInt64) {
        state.withLock { state in
            guard state.tails[session]?.number == number else { return }
            state.tails[session] = nil
            busy.subtract(1, ordering: .acquiringAndReleasing)
        }
    }
}
