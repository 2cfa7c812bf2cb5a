package import Booking
package import Registry

extension Settings {
    /// The clock that everything in the daemon reads.
    ///
    /// - Throws: ``ConfigurationFault`` when `clock.start` is not a time.
    package func clock(_ calendar: ZoneCalendar) throws -> any WallClock {
        guard let text = clockStart else { return SystemClock() }
        do { return SystemClock(startingAt: try TimeText.instant(text, in: calendar)) } catch {
            throw ConfigurationFault(problems: ["clock.start: \(error)"])
        }
    }
}
