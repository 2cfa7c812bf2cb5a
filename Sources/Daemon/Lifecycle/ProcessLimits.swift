internal import Glibc
internal import Logging

/// What the system lets this process do, set once at the start.
enum ProcessLimits {
    /// Files beside connections: the pools, the loops, what is read at start.
    private static let otherFiles: rlim_t = 128

    /// Allows as many open files as may be had, and lets no broken pipe end the process.
    static func prepare(connections: Int, _ logger: Logger) {
        signal(SIGPIPE, SIG_IGN)
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(kind, &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(kind, &limit)
        let needed = rlim_t(connections) + otherFiles
        if limit.rlim_max < needed {
            logger.warning(
                "limits.connections needs more open files than the system allows",
                metadata: ["allowed": "\(limit.rlim_max)", "needed": "\(needed)"])
        }
    }
}
