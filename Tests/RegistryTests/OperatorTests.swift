import Booking
import Postgres
import Support
import Testing

@testable import Registry

/// Operators as things that are booked (rule B10): shared by the instruments of a unit, whoever books and wherever.
struct OperatorTests {
    private func operators(
        _ zone: TestZone, _ names: [String], _ terms: OperatorTerms = OperatorTerms()
    ) async throws -> Organisation {
        let unit = try #require(try await zone.reader.organisation("siom"))
        for name in names {
            let act = AddOperator(path: "siom/\(name)", unit: unit, terms: terms)
            #expect(word(await zone.register(act)) == "registered")
        }
        return unit
    }

    /// No operator has two live bookings at once, clean-down included.
    private func clashes(_ zone: TestZone) async throws -> Int {
        try await zone.count(
            """
            FROM booking a JOIN booking b ON a.operator_id = b.operator_id AND a.id < b.id AND a.live AND b.live
            WHERE a.occupied && b.occupied
            """)
    }

    @Test func enteredChangedAndEnded() async throws {
        try await TestZone.with(roomy, stands: 2) { zone in
            let f = try await zone.furnish([instrument("sem-01"), instrument("sem-02")])
            let (sem, other, firm) = (f.instruments[0], f.instruments[1], f.firms[0])
            func asks(_ day: Int, _ entry: RegisterEntry, stand: Int = 0) async -> DeskResult {
                await zone.stands[stand].desk.perform(
                    entry.reserve(december(day, 9, 11), by: firm) { $0.access = .assisted }, by: firm)
            }
            // Without operators, assistance is the unit's own to arrange.
            #expect(booking(await asks(1, sem))?.operatorID == nil)
            let terms = OperatorTerms(hours: "mon-fri 09:00-17:00", instruments: ["sem-01"])
            let unit = try await operators(zone, ["wang"], terms)
            let wang = try #require(booking(await asks(2, sem, stand: 1))?.operatorID)
            #expect(booking(await asks(2, other))?.operatorID == nil)
            // A Saturday.
            #expect(word(await asks(5, sem)) == "B10")
            func change(_ terms: OperatorTerms, active: Bool? = nil) async -> DeskResult {
                await zone.register(
                    ChangeOperator(path: "siom/wang", unit: unit, terms: terms, isActive: active), by: f.unit)
            }
            #expect(word(await change(OperatorTerms(hours: "open"))) == "registered")
            #expect(booking(await asks(5, sem, stand: 1))?.operatorID == wang)
            #expect(word(await change(OperatorTerms(instruments: ["all"]))) == "registered")
            #expect(word(await asks(5, other)) == "B10")
            #expect(booking(await asks(6, other))?.operatorID == wang)
            #expect(word(await change(OperatorTerms(hours: "never"))) == "invalid hours")
            #expect(word(await change(OperatorTerms(instruments: ["sem-9"]))) == "invalid instruments")
            guard case .registered(.changed(let standing)) = await change(OperatorTerms(), active: false) else {
                Issue.record("the operator leaves")
                return
            }
            #expect(
                standing.map(\.period.start)
                    == [december(2, 9, 11), december(5, 9, 11), december(6, 9, 11)].map(\.start))
            #expect(booking(await asks(7, other, stand: 1))?.operatorID == nil)
            #expect(try await zone.reader.operators(of: unit.id).isEmpty)
            #expect(
                word(await zone.register(AddOperator(path: "siom/wang", unit: unit, terms: terms))) == "invalid path")
            #expect(
                word(await zone.register(AddOperator(path: "siom/li", unit: unit, terms: terms), by: firm))
                    == "forbidden")
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// Bookings of one batch see each other, and what one gives back another may have.
    @Test func oneBatch() async throws {
        try await TestZone.with(roomy) { zone in
            let f = try await zone.furnish((1...3).map { instrument("sem-0\($0)") })
            let firm = f.firms[0]
            _ = try await operators(zone, ["wang", "li"])
            func wish(_ index: Int, _ day: Int = 1) -> Asked {
                Asked(f.instruments[index].reserve(december(day, 9, 10), by: firm) { $0.access = .assisted }, by: firm)
            }
            let results = await zone.batch([wish(0), wish(1), wish(2)])
            #expect(results.map(word) == ["booked", "booked", "B10"])
            let made = results.compactMap(booking)
            #expect(Set(made.map(\.operatorID)).count == 2)
            let again = await zone.batch([Asked(f.instruments[0].cancel(made[0]), by: firm), wish(2)])
            #expect(again.map(word) == ["booked", "booked"])
            #expect(booking(again[1])?.operatorID == made[0].operatorID)
            // Both operators change places over one move: each instrument's later booking keeps its own.
            let moved = await zone.batch([
                Asked(f.instruments[1].move(made[1], to: december(1, 10, 11)), by: firm),
                Asked(f.instruments[2].move(booking(again[1])!, to: december(1, 11, 12)), by: firm),
            ])
            #expect(moved.compactMap(booking).map(\.operatorID) == [made[1].operatorID, made[0].operatorID])
            #expect(try await clashes(zone) == 0)
        }
    }

    /// Two desks race for two operators at six instruments: the database's locks alone keep them apart.
    @Test func races() async throws {
        try await TestZone.with(roomy, stands: 2) { zone in
            let f = try await zone.furnish((1...6).map { instrument("sem-0\($0)") }, firms: 6)
            _ = try await operators(zone, ["wang", "li"])
            var random = Seeded(state: 4)
            var asked: [[Asked]] = [[], []]
            for index in 0..<240 {
                let firm = f.firms[index % 6]
                let start = at("2026-12-01T00:00") + .minutes(30 * Int.random(in: 0..<40, using: &random))
                let time = Period(start: start, end: start + .minutes(30 * Int.random(in: 1...3, using: &random)))!
                let entry = f.instruments[Int.random(in: 0..<6, using: &random)]
                asked[Int.random(in: 0...1, using: &random)].append(
                    Asked(entry.reserve(time, by: firm) { $0.access = .assisted }, by: firm))
            }
            let (here, there) = (asked[0], asked[1])
            async let one = zone.stands[0].desk.performAll(here)
            async let two = zone.stands[1].desk.performAll(there)
            let words = await (one + two).map(word)
            #expect(Set(words).isSubset(of: ["booked", "conflict", "B10", "B1,B10"]))
            let booked = words.count { $0 == "booked" }
            #expect(booked > 10 && words.contains("B10"))
            #expect(try await zone.count("FROM booking WHERE operator_id IS NOT NULL AND live") == booked)
            #expect(try await clashes(zone) == 0)
            #expect(try await zone.faultsOfLog() == [])
        }
    }
}
