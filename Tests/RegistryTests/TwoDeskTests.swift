import Booking
import Support
import Testing

@testable import Registry

/// Two daemons on one database.
@Suite struct TwoDeskTests {
    @Test func hammeringTheSameInstruments() async throws {
        try await TestZone.with(roomy, desk: Desk.Settings(lanes: 2, batch: 8), stands: 2) { zone in
            let ground = try await zone.furnish(
                [instrument("a"), instrument("b") { $0.channels = 2 }, instrument("c") { $0.cleanDown = 30 }], firms: 4)
            let acts = (0..<2).map { stand -> [Asked] in
                var random = Seeded(state: UInt64(stand))
                return (0..<500).map { _ in
                    let firm = ground.firms.randomElement(using: &random)!
                    let start = december(1, 0, 1).start + .minutes(30 * Int.random(in: 0..<240, using: &random))
                    let period = Period(
                        start: start, end: start + .minutes(30 * Int.random(in: 1...4, using: &random)))!
                    return Asked(ground.instruments.randomElement(using: &random)!.reserve(period, by: firm), by: firm)
                }
            }
            async let one = zone.stands[0].desk.performAll(acts[0])
            async let two = zone.stands[1].desk.performAll(acts[1])
            let results = await one + two
            #expect(Set(results.map(word)) == ["booked", "conflict"])
            #expect(try await zone.overlaps() == 0)
            #expect(try await zone.count("FROM booking") == results.count { word($0) == "booked" })
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// Moves and cancellations from both sides, of the same bookings.
    @Test func bothMoveAndCancelTheSame() async throws {
        try await TestZone.with(roomy, stands: 2) { zone in
            let ground = try await zone.furnish([instrument("a")])
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            let made = await zone.desk.performAll(
                (1...28).map { Asked(a.reserve(december($0, 9, 10), by: firm), by: firm) })
            let bookings = made.compactMap(booking)
            async let cancelled = zone.stands[0].desk.performAll(bookings.map { Asked(a.cancel($0), by: firm) })
            async let moved = zone.stands[1].desk.performAll(
                bookings.enumerated().map { Asked(a.move($1, to: december($0 + 1, 14, 15)), by: firm) })
            let results = await (cancelled, moved)
            #expect(results.0.allSatisfy { word($0) == "booked" })
            #expect(Set(results.1.map(word)).isSubset(of: ["booked", "state"]))
            #expect(try await zone.count("FROM booking WHERE live") == 0)
            #expect(try await zone.count("FROM log WHERE act = 'move'") == results.1.count { word($0) == "booked" })
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// What one daemon changes in the register, the other's memory follows at once.
    @Test func theOtherDaemonsMemoryIsNeverTrustedStale() async throws {
        try await TestZone.with(roomy, stands: 2) { zone in
            let ground = try await zone.furnish([instrument("a")])
            let (a, firm, unit) = (ground.instruments[0], ground.firms[0], ground.unit)
            let other = zone.stands[1]
            func reserve(_ day: Int) async -> String {
                word(await other.desk.perform(a.reserve(december(day, 9, 10), by: firm), by: firm))
            }
            #expect(await reserve(1) == "booked")
            let closed = await zone.register(
                CloseInstrument(
                    instrument: a.register.id, unit: unit.organisation, period: december(2, 0, 24), reason: .fault,
                    note: nil), by: unit)
            guard case .registered(.closed(let closure, _, _)) = closed else { throw Missing() }
            #expect(await reserve(2) == "B2")
            await zone.register(
                ReopenInstrument(closure: closure, instrument: a.register.id, unit: unit.organisation), by: unit)
            #expect(await reserve(2) == "booked")
            // A fall binds at once, at the other's desk too.
            _ = try await zone.publish([instrument("a") { $0.services = [service(fen: 20_000)] }], by: unit)
            let cheap = booking(await other.desk.perform(a.reserve(december(3, 9, 10), by: firm), by: firm))
            #expect(cheap?.price == Money(fen: 20_000))
            await zone.register(
                WithdrawInstrument(instrument: a.register.id, unit: unit.organisation, reason: .broken, until: nil),
                by: unit)
            #expect(await reserve(4) == "D5")
            _ = try await zone.publish([instrument("a") { $0.services = [service(fen: 20_000)] }], by: unit)
            #expect(await reserve(4) == "booked")
            await zone.register(
                ExemptInstrument(
                    instrument: a.register.id, unit: unit.organisation, reason: .classified, reference: "X-1"))
            #expect(await reserve(5) == "not-found")
        }
    }

    /// Both add the same code at the same time: one does, the other is told that it is taken.
    @Test func bothAddTheSame() async throws {
        try await TestZone.with(stands: 2) { zone in
            for round in 0..<10 {
                let act = AddOrganisation(
                    code: "f\(round)", name: "F", nameEn: nil, kind: .firm, park: nil, contact: nil, complaints: nil)
                async let one = zone.stands[0].desk.perform(.register(act), by: zone.office)
                async let two = zone.stands[1].desk.perform(.register(act), by: zone.office)
                let results = await [one, two].map(word).sorted()
                #expect(results == ["invalid code", "registered"])
            }
            let faults = try await zone.faultsOfLog()
            #expect(faults == [])
        }
    }
}
