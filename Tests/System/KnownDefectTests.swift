import Testing
import Wire

extension SystemTests {
    /// Defects of existing systems that show at the door, where words become periods; the rules behind it are tried in
    /// `Tests/BookingTests/KnownDefects`, races in ``Races``.
    @Suite("Defects of existing systems") struct KnownDefects {
        /// There, a booking, a move or a closure that ends as it starts is taken, and each counts as one. Here none is,
        /// and nothing changes.
        @Test func zeroLengthIsRefused() async throws {
            let world = try await World.corner()
            let (firm, lab) = (try await world.client("acme"), try await world.client("lab"))
            let nothing = [
                "start=2026-12-02T10:00 end=2026-12-02T10:00", "start=2026-12-02T10:00 end=2026-12-02T09:00",
                "start=2026-12-02T10:00 for=0m", "start=2026-12-02T10:00 for=0h",
                // The same moment by two offsets.
                "start=2026-12-02T10:00+08:00 end=2026-12-02T02:00Z",
            ]
            let made = try await firm.ask("RESERVE \(world.sem) service=imaging start=2026-12-03T10:00 for=2h")
            let number = try #require(made["booking"])
            for period in nothing {
                for request in [
                    "RESERVE \(world.sem) service=imaging \(period)", "CHECK \(world.sem) service=imaging \(period)",
                    "RESERVE \(world.sem) service=imaging \(period) repeat=FREQ=DAILY count=2",
                    "MOVE \(number) \(period)",
                ] {
                    let answer = try await firm.ask(request)
                    #expect(answer.code == .invalid, "\(request): \(answer.text)")
                }
                #expect(try await lab.ask("CLOSE \(world.sem) \(period) reason=fault").code == .invalid)
            }
            let mine = try await firm.ask("BOOKINGS")
            #expect(
                try mine.records().map { "\($0.subject ?? "") \($0["start"] ?? "")" } == [
                    "\(number) 2026-12-03T10:00:00+08:00"
                ])
            let free = try await firm.ask("FREE \(world.sem) from=2026-12-02 to=2026-12-03")
            #expect(try free.records().map { $0["start"] } == ["2026-12-02T09:00:00+08:00"])
        }

        /// There, a long booking is made by moving a short one's end beyond what may be booked. Here a move is refused by
        /// the rules that refuse the booking, word for word.
        @Test func aMoveIsRefusedAsABookingIs() async throws {
            let world = try await World.corner()
            let firm = try await world.client("acme")
            let made = try await firm.ask("RESERVE \(world.sem) service=imaging start=2026-12-03T10:00 for=2h")
            let number = try #require(made["booking"])
            for period in [
                // Before its notice, beyond the horizon, off the grid, over lunch time of nobody, too long, at night.
                "start=2026-12-01T10:00 for=1h", "start=2026-12-31T09:00 for=2h", "start=2026-12-02T10:10 for=1h",
                "start=2026-12-02T16:00 for=2h", "start=2026-12-02T09:00 for=25h", "start=2026-12-02T22:00 for=1h",
                "start=2026-12-02T10:00 for=15m", "start=2026-11-30T10:00 for=1h",
            ] {
                let wish = try await firm.ask("RESERVE \(world.sem) service=imaging \(period)")
                let move = try await firm.ask("MOVE \(number) \(period)")
                #expect(wish.code == .rule && move.code == .rule, "\(period): \(wish.text) \(move.text)")
                #expect(
                    wish.lines.filter { $0.hasPrefix("verdict") } == move.lines.filter { $0.hasPrefix("verdict") })
            }
            let kept = try await firm.ask("BOOKING \(number)").records()
            #expect(kept.first?["start"] == "2026-12-03T10:00:00+08:00")
            #expect(kept.filter { $0.word == "history" }.count == 1)
        }
    }
}
