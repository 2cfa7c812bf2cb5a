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

        /// CHECK answers wish by wish what RESERVE then does.
        @Test func checkAnswersForEach() async throws {
            let world = try await World.corner()
            let firm = try await world.client("acme")
            let other = try await world.client("lumen")
            #expect(try await other.ask("RESERVE \(world.sem) service=imaging start=2026-12-08T10:00 for=1h").succeeded)
            for (fields, allowed, refused, rule) in [
                ("start=2026-12-07T09:00 for=2h repeat=FREQ=DAILY count=3", false, ["2"], nil),
                ("start=2026-12-07T09:00 for=2h repeat=FREQ=DAILY count=3 skip=conflicts", true, ["2"], nil),
                ("start=2026-12-07T09:00 for=2h repeat=FREQ=DAILY count=3 except=2026-12-08", true, [], nil),
                ("start=2026-12-11T09:00 for=25h repeat=FREQ=DAILY count=2 skip=conflicts", false, ["1", "2"], "B2"),
            ] as [(String, Bool, [String], String?)] {
                let answer = try await firm.ask("CHECK \(world.sem) service=imaging \(fields)")
                #expect(answer["allowed"] == (allowed ? "yes" : "no"), "\(fields): \(answer.text)")
                let wishes = try answer.records()
                #expect(wishes.filter { $0["allowed"] == "no" }.map { $0["number"] } == refused)
                if let rule { #expect(wishes[0]["rule"]?.hasPrefix(rule) == true) }
                // Nobody signed in hears the same.
                let stranger = try await LineClient.open(world.daemon).ask(
                    "CHECK \(world.sem) service=imaging \(fields)")
                #expect(stranger["allowed"] == answer["allowed"] && stranger["price"] == answer["price"])
                #expect(try await firm.ask("BOOKINGS").records().isEmpty, "nothing is booked")
                guard allowed else { continue }
                let made = try await firm.ask("RESERVE \(world.sem) service=imaging \(fields)")
                #expect(made["price"] == answer["price"] && made["count"] == answer["count"])
                let first = try #require(made["booking"])
                #expect(try await firm.ask("CANCEL \(first) scope=all").succeeded)
                #expect(try await firm.ask("BOOKINGS state=confirmed").records().isEmpty)
                break
            }
            #expect(
                try await firm.ask("CHECK \(world.sem) service=imaging start=2026-12-07T09:00 for=1h count=2")["field"]
                    == "count")
            let collision = try await firm.ask(
                "CHECK \(world.sem) service=imaging start=2026-12-07T09:00 for=2h repeat=FREQ=HOURLY count=2")
            #expect(collision.code == .invalid && collision["rule"] == "B12")
        }

        /// The text of a series stays true when a part of it moves.
        @Test func aMovedPartIsASeriesOfItsOwn() async throws {
            let world = try await World.corner()
            let firm = try await world.client("acme")
            let made = try await firm.ask(
                "RESERVE \(world.sem) service=imaging start=2026-12-07T09:00 for=1h repeat=FREQ=DAILY count=5")
            let numbers = try made.records().compactMap(\.subject)
            try #require(numbers.count == 5)
            func series(_ number: String) async throws -> (String?, String?) {
                let record = try await firm.ask("BOOKING \(number)").records()[0]
                return (record["group"], record["series"])
            }
            let whole = "DTSTART;TZID=Asia/Shanghai:20261207T090000\nDURATION:PT60M\nRRULE:FREQ=DAILY;COUNT=5"
            #expect(try await series(numbers[4]) == (numbers[0], whole))
            #expect(try await firm.ask("MOVE \(numbers[2]) start=2026-12-09T10:00 for=2h scope=following").succeeded)
            let (head, before) = try await series(numbers[1])
            #expect(head == numbers[0] && before?.hasSuffix("RRULE:FREQ=DAILY;UNTIL=20261209T085900") == true)
            let (tail, after) = try await series(numbers[4])
            #expect(tail == numbers[2])
            #expect(after == "DTSTART;TZID=Asia/Shanghai:20261209T100000\nDURATION:PT120M\nRRULE:FREQ=DAILY;COUNT=3")
            // One alone stays with its series, beside the rule.
            #expect(try await firm.ask("MOVE \(numbers[3]) start=2026-12-10T14:00 for=1h").succeeded)
            let (still, named) = try await series(numbers[3])
            #expect(still == numbers[2] && named?.contains("EXDATE;TZID=Asia/Shanghai:20261210T100000") == true)
            #expect(named?.hasSuffix("RDATE;VALUE=PERIOD:20261210T060000Z/20261210T070000Z") == true)
            // A date that was called off is one that the series has not.
            #expect(try await firm.ask("CANCEL \(numbers[1])").succeeded)
            #expect(try await series(numbers[0]).1?.contains("EXDATE;TZID=Asia/Shanghai:20261208T090000") == true)
            // All is now all of the part.
            #expect(try await firm.ask("CANCEL \(numbers[2]) scope=all")["count"] == "3")
            #expect(
                try await firm.ask("BOOKINGS state=confirmed").records().map(\.subject) == [numbers[0]])
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
