import Glibc

/// Runs work that blocks on a thread of its own, so that the few threads of the tests' tasks stay free.
package func blocking<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedContinuation { continuation in
        onThread { continuation.resume(returning: Result { try work() }) }
    }.get()
}

/// Starts work on a thread of its own and does not wait for it.
func onThread(_ work: @escaping @Sendable () -> Void) {
    final class Box {
        let work: @Sendable () -> Void
        init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }
    var thread = pthread_t()
    let refused = pthread_create(
        &thread, nil,
        { argument in
            if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().work() }
            return nil
        }, Unmanaged.passRetained(Box(work)).toOpaque())
    precondition(refused == 0, "no thread can be started")
    pthread_detach(thread)
}
