import Testing
import Wire

extension SystemTests {
    /// The main job from one end to the other, over real sockets.
    @Suite struct Road {
        @Test func publishFindReserveCollideMoveCancelExport() async throws {
            let world = try await World.corner()
            let acme = try await world.client("acme")
            let lumen = try await world.client("lumen")

            let found = try await acme.ask(
                "FIND unit=\(world.unit) text=电镜 from=2026-12-02 to=2026-12-06 for=4h limit=1")
            #expect(try found.records().first?.subject == world.sem)
            #expect(try found.records().first?["free"] == "2026-12-02T09:00:00+08:00")
            let free = try await acme.ask("FREE \(world.sem) from=2026-12-02 to=2026-12-03 for=4h")
            #expect(free.lines == ["free start=2026-12-02T09:00:00+08:00 end=2026-12-02T17:00:00+08:00"])

            let booked = try await acme.ask("RESERVE \(world.sem) start=2026-12-02T09:00 for=4h service=imaging")
            #expect(booked.succeeded && booked["state"] == "confirmed" && booked["price"] == "1400.00")
            let number = try #require(booked["booking"])

            let collided = try await lumen.ask("RESERVE \(world.sem) start=2026-12-02T12:00 for=2h service=imaging")
            #expect(collided.code == .conflict && collided["next"] == "2026-12-02T13:00:00+08:00")
            let second = try await lumen.ask("RESERVE \(world.sem) start=2026-12-02T13:00 for=2h service=imaging")
            #expect(second.succeeded, "a booking that ends at 13:00 does not touch one that starts then")

            let blocked = try await acme.ask("MOVE \(number) start=2026-12-02T10:00 for=4h")
            #expect(blocked.code == .conflict)
            let moved = try await acme.ask("MOVE \(number) start=2026-12-02T10:00 for=3h")
            #expect(moved.succeeded, "its own old time does not stand in its way")
            #expect(moved["booking"] == number && moved["price"] == "1050.00")
            let taken = try await lumen.ask("RESERVE \(world.sem) start=2026-12-02T09:00 for=1h service=imaging")
            #expect(taken.succeeded, "what the move left is free at once")

            let cancelled = try await acme.ask("CANCEL \(number)")
            #expect(cancelled["state"] == "cancelled" && cancelled["late"] == "no")
            #expect(try await acme.ask("CANCEL \(number)").code == .state)
            #expect(try await acme.ask("MOVE \(number) start=2026-12-03T10:00 for=1h").code == .state)
            let history = try await acme.ask("BOOKING \(number)").records()
            #expect(history.compactMap { $0["act"] } == ["reserve", "move", "cancel"])

            let week = try await acme.ask("WEEK \(world.sem) day=2026-12-02").records()
            let busy = week.filter { $0.word == "busy" }.compactMap { $0["start"] }
            #expect(busy == ["2026-12-02T09:00:00+08:00", "2026-12-02T13:00:00+08:00"])
            let export = try await acme.ask("EXPORT 2026-12 table=usage")
            let columns = try #require(export.lines.first).split(separator: ",")
            let row = try #require(export.lines.first { $0.hasPrefix(world.sem) }).split(
                separator: ",", omittingEmptySubsequences: false)
            let cells = Dictionary(uniqueKeysWithValues: zip(columns.map(String.init), row.map(String.init)))
            #expect(cells["instrument"] == world.sem && cells["run-external-min"] == "180")
            #expect(cells["capacity-min"] == "44640" && cells["withdrawn"] == "1")
        }

        @Test func aCancellationShortlyBeforeIsLate() async throws {
            let world = try await World.corner()
            let acme = try await world.client("acme")
            let booked = try await acme.ask("RESERVE \(world.sem) start=2026-12-01T14:00 for=1h service=imaging")
            #expect(try await acme.ask("CANCEL \(booked["booking"] ?? "")")["late"] == "yes")
        }

        @Test func severalFailingRulesAreToldTogether() async throws {
            let world = try await World.corner()
            let acme = try await world.client("acme")
            let request = "\(world.sem) start=2027-03-06T08:07 for=25h service=imaging contract=HT-1"
            let refused = try await acme.ask("RESERVE \(request)")
            #expect(refused.code == .rule)
            let verdicts = try refused.records()
            #expect(verdicts.allSatisfy { $0.word == "verdict" && $0["pass"] == "no" && $0["message"] != nil })
            #expect(Set(verdicts.compactMap { $0["rule"] }).isSuperset(of: ["B2", "B3", "B5"]))
            #expect(refused["rule"] == verdicts.compactMap { $0["rule"] }.joined(separator: ","))
            let checked = try await acme.ask("CHECK \(request)")
            #expect(checked.succeeded && checked["allowed"] == "no", "CHECK judges and refuses nothing")
            let failing = try checked.records().filter { $0.word == "verdict" && $0["pass"] == "no" }
            #expect(failing.compactMap { $0["rule"] } == verdicts.compactMap { $0["rule"] })
            #expect(try await acme.ask("BOOKINGS")["count"] == "0")
        }
    }
}
