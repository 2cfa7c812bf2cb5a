import Support
import Testing
import Wire

extension SystemTests {
    /// Several bookings as one act, over the wire (rules B11 and B12).
    @Suite struct Orders {
        @Test func allOrNoneUnlessSkipping() async throws {
            let world = try await World.corner()
            let firm = try await world.client("acme")
            let other = try await world.client("lumen")
            let wish = "RESERVE \(world.sem) service=imaging"
            #expect(try await other.ask("\(wish) start=2026-12-08T10:00 for=1h").succeeded)
            let series = "\(wish) start=2026-12-07T09:00 for=2h repeat=FREQ=DAILY count=3"
            let refused = try await firm.ask(series)
            #expect(refused.code == .conflict)
            let faults = try refused.records().filter { $0.word == "refused" }
            #expect(faults.map { $0["number"] } == ["2"] && faults[0]["code"] == "conflict")
            #expect(try await firm.ask("BOOKINGS").records().isEmpty, "nothing of it was booked")
            let made = try await firm.ask(series + " skip=conflicts key=s-1")
            #expect(made["count"] == "2" && made["skipped"] == "1")
            #expect(try await firm.ask(series + " skip=conflicts key=s-1")["replayed"] == "yes")
            #expect(try await firm.ask("BOOKINGS").records().count == 2)
            // What no skipping can mend.
            let weekend = try await firm.ask(
                "\(wish) start=2026-12-11T09:07 for=1h repeat=FREQ=DAILY count=2 skip=conflicts")
            #expect(weekend.code == .rule)
        }

        @Test func oneFollowingOrAll() async throws {
            let world = try await World.corner()
            let firm = try await world.client("acme")
            let made = try await firm.ask(
                "RESERVE \(world.sem) service=imaging start=2026-12-07T09:00 for=1h repeat=FREQ=DAILY count=5")
            let numbers = try made.records().compactMap(\.subject)
            try #require(numbers.count == 5)
            // A series that moves by one day meets its own old places, and only those: the weekend refuses it whole.
            #expect(try await firm.ask("MOVE \(numbers[0]) start=2026-12-08T09:00 for=1h scope=all").code == .rule)
            let moved = try await firm.ask("MOVE \(numbers[1]) start=2026-12-08T09:30 for=1h scope=following")
            #expect(moved["count"] == "4", "\(moved.text)")
            #expect(try await firm.ask("CANCEL \(numbers[3]) scope=following")["count"] == "2")
            #expect(try await firm.ask("CANCEL \(numbers[0])")["state"] == "cancelled")
            #expect(
                try await firm.ask("BOOKINGS state=confirmed").records().map(\.subject) == [numbers[1], numbers[2]])
            #expect(try await firm.ask("CANCEL \(numbers[1]) scope=all")["count"] == "2")
        }

        @Test func whatCannotBeMeantIsNamed() async throws {
            let world = try await World.corner()
            let firm = try await world.client("acme")
            let wish = "RESERVE \(world.sem) service=imaging start=2026-12-07T09:00 for=1h"
            for (fields, named) in [
                ("repeat=FREQ=HOURLY count=2", "repeat"), ("repeat=FREQ=WEEKLY;BYDAY=TU count=2", "start"),
                ("repeat=FREQ=DAILY", "repeat"), ("repeat=FREQ=DAILY count=2 except=2026-12-20", "except"),
                ("repeat=FREQ=DAILY count=2 until=2026-12-20", "until"), ("count=2", "count"),
                ("repeat=FREQ=DAILY until=soon", "until"), ("with=\(world.sem)", "with"), ("skip=conflicts", "skip"),
            ] {
                let answer = try await firm.ask("\(wish) \(fields)")
                #expect(answer.code == .invalid && answer["field"] == named, "\(fields): \(answer.text)")
            }
            #expect(try await firm.ask("PING").succeeded)
            #expect(try await firm.ask("BOOKINGS").records().isEmpty)
        }
    }
}
