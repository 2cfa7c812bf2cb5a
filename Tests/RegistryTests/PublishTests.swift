import Booking
import Postgres
import Testing

@testable import Registry

@Suite struct PublishTests {
    private let good = [instrument("a"), instrument("b") { $0.extras = [.init(name: "备注", value: "")] }]
    private let bad = instrument("c") { $0.location = nil }

    @Test func createdChangedSame() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish(good)
            let unit = ground.unit
            #expect(try await zone.publish(good, by: unit).rows.map(\.outcome) == [.same, .same])
            let log = try await zone.count("FROM log")
            var changed = good
            changed[1].model = "X-300"
            changed.append(instrument("c"))
            let dry = try await zone.publish(changed, by: unit, dryRun: true)
            #expect(dry.rows.map(\.outcome) == [.same, .changed, .created] && !dry.applied)
            #expect(try await zone.count("FROM log") == log)
            let report = try await zone.publish(changed, by: unit)
            #expect(report.rows.map(\.outcome) == [.same, .changed, .created] && report.applied)
            #expect(try await zone.count("FROM log") == log + 2)
            // What INVENTORY gives is what PUBLISH took.
            #expect(try await zone.reader.inventory(of: unit.organisation).map(\.register.record) == changed)
            #expect(try await zone.publish(changed, by: unit).count(.same) == 3)
            #expect(
                word(
                    await zone.register(
                        PublishInventory(
                            unit: unit.organisation, unitCode: "siom", rows: [], mode: .all, dryRun: false),
                        by: ground.firms[0])) == "forbidden")
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    @Test func allOrNothingOrEach() async throws {
        try await TestZone.with { zone in
            let unit = try await zone.furnish([]).unit
            let refused = try await zone.publish(good + [bad], by: unit)
            #expect(refused.rows.map(\.outcome) == [.created, .created, .refused] && !refused.applied)
            #expect(refused.rows[2].faults.map { $0.rule?.rawValue } == ["D2"])
            #expect(refused.rows[2].faults.map(\.column) == ["location"] && refused.rows[2].line == 4)
            #expect(try await zone.count("FROM instrument") == 0)
            let each = try await zone.publish(good + [bad], by: unit, mode: .each)
            #expect(each.rows.map(\.outcome) == [.created, .created, .refused] && each.applied)
            #expect(try await zone.reader.inventory(of: unit.organisation).map(\.register.record) == good)
        }
    }

    @Test func fewerChannelsAndMore() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a") { $0.channels = 3 }], firms: 3)
            let three = ground.instruments[0]
            func fill(_ day: Int) async -> [String] {
                await zone.desk.performAll(
                    ground.firms.map { Asked(three.reserve(december(day, 9, 10), by: $0), by: $0) }
                ).map(word)
            }
            #expect(await fill(1) == ["booked", "booked", "booked"])
            _ = try await zone.publish([instrument("a")], by: ground.unit)
            #expect(try await zone.entry("siom/a").channels == [three.channels[0]])
            #expect(await fill(2) == ["booked", "conflict", "conflict"])
            // What stood on a retired channel stands.
            #expect(try await zone.count("FROM booking WHERE live") == 4)
            _ = try await zone.publish([instrument("a") { $0.channels = 4 }], by: ground.unit)
            #expect(try await zone.entry("siom/a").channels.prefix(3) == three.channels[...])
            #expect(await fill(1) == ["booked", "conflict", "conflict"])
            #expect(try await zone.overlaps() == 0)
        }
    }

    /// The price of an hour as a booking made now gets it; nil where none is in force.
    private func price(_ zone: TestZone, _ entry: RegisterEntry, _ firm: Requester, _ slot: Int) async -> Int64? {
        let made = booking(await zone.desk.perform(entry.reserve(december(14, slot, slot + 1), by: firm), by: firm))
        return made?.price.fen
    }

    /// The rule that holds great changes has its own tests.
    private let anyPrice = roomy.merging(["D8": ["mode": "off"]]) { $1 }

    @Test func aRiseWaitsAndIsReplaced() async throws {
        try await TestZone.with(anyPrice) { zone in
            let ground = try await zone.furnish([instrument("a") { $0.services = [service(fen: 10_000)] }])
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            func publish(_ fen: Int64) async throws {
                _ = try await zone.publish([instrument("a") { $0.services = [service(fen: fen)] }], by: ground.unit)
            }
            try await publish(12_000)
            #expect(await price(zone, a, firm, 0) == 10_000)
            #expect(
                try await zone.reader.inventory(of: ground.unit.organisation)[0].register.record.services[0].price.fen
                    == 12_000)
            // Another rise before the first has come: the notice begins anew and the first never comes.
            zone.clock.set(at("2026-11-25T09:00"))
            try await publish(15_000)
            zone.clock.set(at("2026-12-01T09:00"))
            #expect(await price(zone, a, firm, 1) == 10_000)
            zone.clock.set(at("2026-12-03T00:00"))
            #expect(await price(zone, a, firm, 2) == 15_000)
            // A fall binds at once; an announced rise is taken back by the price in force.
            try await publish(9_000)
            #expect(await price(zone, a, firm, 3) == 9_000)
            try await publish(20_000)
            try await publish(9_000)
            zone.clock.set(at("2026-12-12T00:00"))
            #expect(await price(zone, a, firm, 4) == 9_000)
            // What was confirmed keeps its price.
            let sums = try await zone.side.query(Statement("SELECT price FROM booking ORDER BY starts_at"))
            #expect(try sums.map { try $0.decode(0, as: Int64.self) } == [10_000, 10_000, 15_000, 9_000, 9_000])
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// A service that was dropped comes back with the price it comes back with: neither its old price nor a rise that
    /// had been announced revives.
    @Test func aServiceDroppedAndBroughtBack() async throws {
        try await TestZone.with(roomy) { zone in
            func record(_ fen: Int64?) -> InventoryRecord {
                instrument("a") {
                    $0.services = [service("other", fen: 1)] + (fen.map { [service(fen: $0)] } ?? [])
                }
            }
            let ground = try await zone.furnish([record(10_000)])
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            _ = try await zone.publish([record(12_000)], by: ground.unit)
            zone.clock.set(at("2026-11-24T09:00"))
            _ = try await zone.publish([record(nil)], by: ground.unit)
            #expect(await price(zone, a, firm, 0) == nil)
            #expect(try await zone.entry("siom/a").register.record.services.map(\.code) == ["other"])
            zone.clock.set(at("2026-11-25T09:00"))
            _ = try await zone.publish([record(10_000)], by: ground.unit)
            #expect(await price(zone, a, firm, 1) == 10_000)
            zone.clock.set(at("2026-12-10T09:00"))
            #expect(await price(zone, a, firm, 2) == 10_000)
            #expect(try await zone.publish([record(10_000)], by: ground.unit).rows.map(\.outcome) == [.same])
            // Brought back dearer, it waits like any other rise, and meanwhile has no price.
            _ = try await zone.publish([record(nil)], by: ground.unit)
            zone.clock.set(at("2026-12-10T10:00"))
            _ = try await zone.publish([record(11_000)], by: ground.unit)
            #expect(await price(zone, a, firm, 3) == nil)
            zone.clock.set(december(18, 9, 10).start)
            let made = booking(await zone.desk.perform(a.reserve(december(19, 9, 10), by: firm), by: firm))
            #expect(made?.price.fen == 11_000)
        }
    }

    /// Publications and bookings side by side: every booking was made under terms that stood.
    @Test func publishingUnderLoad() async throws {
        try await TestZone.with(roomy, stands: 2) { zone in
            let ground = try await zone.furnish([instrument("a"), instrument("b")], firms: 2)
            async let booked = zone.stands[1].desk.performAll(
                (0..<200).map { index in
                    let firm = ground.firms[index % 2]
                    let slot = index / 2
                    return Asked(
                        ground.instruments[index % 2].reserve(
                            december(1 + slot / 20, slot % 20, slot % 20 + 1), by: firm), by: firm)
                })
            for step in 1...10 {
                let offer = [service(fen: Int64(35_000 - step * 100))]
                _ = try await zone.publish(
                    ["a", "b"].map { instrument($0) { $0.services = offer } }, by: ground.unit)
            }
            #expect(await booked.allSatisfy { word($0) == "booked" })
            #expect(
                try await zone.count(
                    """
                    FROM booking b WHERE NOT EXISTS (
                        SELECT FROM tariff t WHERE t.service_id = b.service_id AND t.price = b.unit_price)
                    """) == 0)
            #expect(try await zone.faultsOfLog() == [])
        }
    }
}
