package import Booking
import Glibc

/// Where "now" comes from; everything below the mains is given one.
package protocol WallClock: Sendable {
    func now() -> Instant
}

/// The system's clock, optionally shifted, so that a demonstration or a test can live on a chosen day.
package struct SystemClock: WallClock {
    private let shift: Span

    package init(shift: Span = Span(seconds: 0)) { self.shift = shift }

    /// A clock that reads `start` now and runs on from there.
    package init(startingAt start: Instant) { self.init(shift: start - Self().now()) }

    package func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(seconds: Int64(time.tv_sec)) + shift
    }
}
