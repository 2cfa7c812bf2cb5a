internal import ServiceLifecycle
internal import Synchronization

/// Waits until the daemon is told to stop, gently or not. Nothing is thrown: what follows is tidying up.
func whenShuttingDown() async {
    try? await gracefulShutdown()
}

/// The wish to stop, made by a signal. Before the services run it gives up the start; then it shuts them down.
final class StopRequest: Sendable {
    private struct State {
        var isMade = false
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        var number = 0
    }

    /// Thrown out of a start that was given up.
    struct Stopped: Error {}

    private let state = Mutex(State())

    func make() {
        let waiting = state.withLock { state in
            state.isMade = true
            defer { state.waiting = [:] }
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume() }
    }

    /// Returns once the wish is made, or when the task is cancelled.
    func wait() async {
        let number = state.withLock { state in
            state.number += 1
            return state.number
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    // Cancellation may have come before the continuation.
                    if state.isMade || Task.isCancelled { return true }
                    state.waiting[number] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: number) }?.resume()
        }
    }

    /// Does the work, cancelling it when the wish is made.
    func unlessMade<R: Sendable>(_ work: @escaping @Sendable () async throws -> R) async throws -> R {
        try await withThrowingTaskGroup(of: R.self) { group in
            group.addTask { try await work() }
            group.addTask {
                await self.wait()
                throw Stopped()
            }
            defer { group.cancelAll() }
            return try await group.next()!
        }
    }
}
