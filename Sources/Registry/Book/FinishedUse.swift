import Booking
import Postgres

/// The rows of `desk_finished.sql`: what finished so lately that it may still be cleaned.
enum FinishedUse {
    /// Puts them among the bookings of their channels, keeping the order of starts.
    static func add(_ rows: Rows, to live: inout [ChannelID: [LiveBooking]]) throws {
        var touched = Set<ChannelID>()
        for row in rows {
            guard let period = Period(start: try row.instant(2), end: try row.instant(3)) else { continue }
            let channel: ChannelID = try row.id(0)
            live[channel, default: []].append(
                LiveBooking(
                    id: try row.id(1), period: period, setUp: try row.int(4), cleanDown: try row.int(5),
                    state: .finished))
            touched.insert(channel)
        }
        for channel in touched { live[channel]?.sort { $0.period.start < $1.period.start } }
    }
}
