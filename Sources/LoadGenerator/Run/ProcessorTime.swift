#if canImport(Glibc)
import Glibc
#endif

/// Processor time of this process, in seconds.
package struct ProcessorTime: Hashable, Sendable {
    package var user: Double
    package var system: Double

    package static var now: Self {
        var usage = rusage()
        _ = getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Self(user: seconds(usage.ru_utime), system: seconds(usage.ru_stime))
    }

    package static func - (a: Self, b: Self) -> Self { Self(user: a.user - b.user, system: a.system - b.system) }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}

/// The wall clock.
package enum WallClock {
    /// Whole seconds since 1970.
    package static var seconds: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec)
    }
}
