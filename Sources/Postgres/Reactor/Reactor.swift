import CLibPQ
import Glibc
import Synchronization

/// The one thread that waits for all sockets of libpq and runs all connections' code.
///
/// It is the serial executor of every ``PostgresConnection``: a connection's methods run here and nowhere else, so
/// libpq is entered by one thread only, and the cooperative pool is never blocked. Nothing that can block (name
/// resolution, connecting, `PQcancel`) is done here; see ``HelperThread``.
final class Reactor: SerialExecutor {
    /// The process has one. Its thread ends with the process.
    static let shared = Reactor()

    private let epoll: Int32
    private let bell: Int32
    private let owner = Atomic<UInt>(0)
    let state = Mutex(ReactorState())

    private init() {
        yiqi_ignore_sigpipe()
        epoll = yiqi_epoll_create()
        bell = yiqi_eventfd_create()
        precondition(epoll >= 0 && bell >= 0, "epoll or eventfd refused: errno \(-min(epoll, bell))")
        let watched = yiqi_epoll_watch(epoll, bell)
        precondition(watched == 0, "epoll refused its bell: errno \(-watched)")
        let started = HelperThread.start { Reactor.shared.run() }
        precondition(started, "no thread can be started for PostgreSQL connections")
    }

    // MARK: SerialExecutor

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let asleep = state.withLock { $0.add(job) }
        if asleep { ring() }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

    /// True on the reactor's own thread.
    var isCurrent: Bool { owner.load(ordering: .acquiring) == UInt(pthread_self()) }

    func checkIsolated() {
        precondition(isCurrent, "a connection's state was touched outside of the reactor's thread")
    }

    func isIsolatingCurrentContext() -> Bool? { isCurrent }

    // MARK: Waiting

    /// A ticket to wait with; to be given back with ``retire(_:)``.
    func makeTicket() -> Ticket { state.withLock { $0.makeTicket() } }

    /// Wakes the thread out of `epoll_wait`.
    func ring() { yiqi_eventfd_ring(bell) }

    /// Watches a descriptor until its next event; false when the kernel refuses, as for a closed one.
    func arm(_ descriptor: Int32, _ interest: Interest) -> Bool {
        yiqi_epoll_arm(epoll, descriptor, interest.contains(.reading) ? 1 : 0, interest.contains(.writing) ? 1 : 0) == 0
    }

    /// Stops watching a descriptor that is about to be closed.
    func forget(_ descriptor: Int32) { yiqi_epoll_forget(epoll, descriptor) }

    // MARK: The loop

    private func run() {
        owner.store(UInt(pthread_self()), ordering: .releasing)
        let executor = asUnownedSerialExecutor()
        var jobs: [UnownedJob] = []
        var ready = [Int32](repeating: 0, count: 64)
        while true {
            state.withLock { $0.takeJobs(into: &jobs) }
            for job in jobs { job.runSynchronously(on: executor) }
            jobs.removeAll(keepingCapacity: true)

            let pause = state.withLock { $0.prepareToSleep(now: .now) }
            let count = Int(yiqi_epoll_wait(epoll, &ready, Int32(ready.count), pause))
            precondition(count >= 0, "epoll_wait failed: errno \(-count)")
            let woken = state.withLock { $0.wake(ready: ready.prefix(count), now: .now) }
            if ready.prefix(count).contains(bell) { yiqi_eventfd_clear(bell) }
            // Outside of the lock: resuming puts jobs into the same state.
            for (continuation, wake) in woken { continuation.resume(returning: wake) }
        }
    }
}
