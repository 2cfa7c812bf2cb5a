import Booking
import Testing

struct SealScheduleTests {
    private let began = at("2026-10-31T23:59")
    private func due(_ now: String, _ sealed: [String] = [], day: Int? = 10, since: Instant? = nil) -> [String] {
        SealSchedule(day: day, calendar: shanghai).due(
            since: since ?? began, sealed: Set(sealed.compactMap { Month(text: $0) }), at: at(now)
        ).map(\.description)
    }

    /// The zone's own clock decides, and a daemon that was away makes up for all of it, the oldest first.
    @Test func onTheTenth() {
        #expect(due("2026-11-09T23:59") == [])
        #expect(due("2026-11-10T00:00") == ["2026-10"])
        #expect(due("2026-11-10T00:00", ["2026-10"]) == [])
        #expect(due("2026-11-10T00:00", since: began + .minutes(1)) == [])
        #expect(due("2027-02-01T00:00") == ["2026-10", "2026-11", "2026-12"])
        #expect(due("2027-02-01T00:00", ["2026-11"]) == ["2026-10", "2026-12"])
        #expect(due("2026-12-01T00:00", day: 1) == ["2026-10", "2026-11"])
        #expect(due("2027-02-27T23:59", ["2026-10", "2026-11", "2026-12"], day: 28) == [])
        #expect(due("2030-01-01T00:00", day: nil) == [])
    }
}
