internal import Glibc

/// Runs a blocking piece of work on a thread made for it, so that the cooperative pool never waits.
enum OwnThread {
    static func run<T: Sendable>(_ work: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            let job = Unmanaged.passRetained(Job { continuation.resume(returning: work()) })
            var thread = pthread_t()
            let failed = pthread_create(
                &thread, nil,
                { argument in
                    Unmanaged<Job>.fromOpaque(argument!).takeRetainedValue().work()
                    return nil
                }, job.toOpaque())
            // Without a single thread to be had there is nothing left to do well.
            precondition(failed == 0, "no thread can be made: error \(failed)")
            pthread_detach(thread)
        }
    }

    private final class Job: Sendable {
        let work: @Sendable () -> Void

        init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }
}
