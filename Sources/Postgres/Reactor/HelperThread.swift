import CLibPQ
import Glibc

/// Threads of the library's own, for calls that block: connecting (name resolution, files, TLS) and `PQcancel`.
enum HelperThread {
    private final class Box {
        let work: @Sendable () -> Void
        init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }

    /// Runs `work` on a new thread; false when the system gives none.
    static func start(_ work: @escaping @Sendable () -> Void) -> Bool {
        let box = Unmanaged.passRetained(Box(work))
        var thread = pthread_t()
        let refused = pthread_create(
            &thread, nil,
            { argument in
                yiqi_block_signals()
                if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().work() }
                return nil
            }, box.toOpaque())
        guard refused == 0 else {
            box.release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}
