import Booking
import Postgres
import Testing

@testable import Registry

/// What publications leave behind: corrections, prices that were held, findings, confirmations.
@Suite struct RecordTests {
    @Test func correctionsAreKept() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a"), instrument("b")])
            let wrong = instrument("a") {
                $0.originalValue = Money(fen: 250_000_000)
                $0.acceptanceDate = Day(text: "2026-11-05")
                $0.model = "X-200"
            }
            let before = try await zone.count("FROM log")
            let refused = try await zone.publish([wrong, instrument("b")], by: ground.unit)
            #expect(!refused.applied && refused.rows.map(\.outcome) == [.refused, .same])
            #expect(refused.rows[0].faults.map(\.rule) == ["D7", "D7"])
            #expect(refused.rows[0].faults.map(\.column) == ["original-value", "acceptance-date"])
            #expect(refused.rows[0].faults[0].old == "2000000.00" && refused.rows[0].faults[0].new == "2500000.00")
            #expect(try await zone.reader.corrections().isEmpty)
            #expect(try await zone.count("FROM log") == before)
            let dry = try await zone.publish([wrong], by: ground.unit, dryRun: true, reason: "audit")
            #expect(dry.rows.map(\.outcome) == [.changed])
            #expect(try await zone.reader.corrections().isEmpty)

            zone.clock.set(at("2026-11-30T10:00"))
            #expect(try await zone.publish([wrong], by: ground.unit, reason: "audit").applied)
            let kept = try await zone.reader.corrections()
            #expect(kept.map(\.column) == ["original-value", "acceptance-date"])
            #expect(
                kept.map(\.old) == ["2000000.00", "2026-11-01"] && kept.map(\.new) == ["2500000.00", "2026-11-05"])
            #expect(kept.allSatisfy { $0.reason == "audit" && $0.account == "siom/lin" && $0.park == "p1" })
            #expect(kept.allSatisfy { $0.instrument.description == "siom/a" && $0.at == at("2026-11-30T10:00") })
            // By month, half-open, and by instrument.
            let november = Period(start: at("2026-11-01T00:00"), end: at("2026-12-01T00:00"))!
            #expect(try await zone.reader.corrections(in: november).count == 2)
            let upTo = Period(start: november.start, end: at("2026-11-30T10:00"))!
            #expect(try await zone.reader.corrections(in: upTo).isEmpty)
            #expect(try await zone.reader.corrections(of: ground.instruments[1].register.id).isEmpty)
            // The log tells it too, with both values.
            let logged = "FROM log WHERE subject = 'siom/a' AND after->>'correction' = 'audit'"
            #expect(try await zone.count(logged + " AND before->>'original-value' = '200000000'") == 1)
            // Said once more it is no correction.
            #expect(try await zone.publish([wrong], by: ground.unit).rows.map(\.outcome) == [.same])
            // A reason that was not needed is not kept.
            let plain = instrument("b") { $0.model = "X-9" }
            #expect(try await zone.publish([plain], by: ground.unit, reason: "none").applied)
            #expect(try await zone.reader.corrections().count == 2)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// The commitment is kept like the other columns that a duty rests on.
    @Test func aDroppedCommitmentIsACorrection() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a")])
            let without = instrument("a") { $0.commitment = nil }
            let refused = try await zone.publish([without], by: ground.unit)
            #expect(!refused.applied && refused.rows[0].faults.map(\.column) == ["commitment"])
            #expect(try await zone.publish([without], by: ground.unit, reason: "revoked by the funder").applied)
            let kept = try await zone.reader.corrections()
            #expect(kept.map(\.column) == ["commitment"] && kept[0].new == "" && kept[0].old != "")
        }
    }

    /// Rule D8: two publications a day apart are one list, until the window has passed or the prices were confirmed.
    @Test func aListPublishedInPartsIsHeldLikeTheWhole() async throws {
        try await TestZone.with { zone in
            func priced(_ number: String, _ fen: Int64) -> InventoryRecord {
                instrument(number) { $0.services = [service("scan", fen: fen)] }
            }
            let ground = try await zone.furnish([priced("a", 10_000), priced("b", 10_000)])
            zone.clock.set(at("2027-01-04T10:00"))
            #expect(try await zone.publish([priced("a", 13_000)], by: ground.unit).applied)
            zone.clock.set(at("2027-01-05T10:00"))
            let held = try await zone.publish([priced("b", 13_000)], by: ground.unit)
            #expect(!held.applied && held.rows[0].faults.map(\.rule) == ["D8"])
            // In two steps it goes no further either.
            let step = try await zone.publish([priced("a", 15_100)], by: ground.unit)
            #expect(step.rows[0].faults.first?.old == "100.00")
            // Thirty days after the first part it is history.
            zone.clock.set(at("2027-02-03T09:59:59"))
            #expect(
                try await !zone.publish([priced("b", 13_000)], by: ground.unit, dryRun: true).rows[0].faults.isEmpty)
            zone.clock.set(at("2027-02-03T10:00"))
            #expect(try await zone.publish([priced("b", 13_000)], by: ground.unit).applied)
            // What was confirmed is where the next step starts.
            var confirmed = ConfirmedPrices()
            _ = confirmed.confirm("b", service: "scan", price: Money(fen: 25_000))
            #expect(try await zone.publish([priced("b", 25_000)], by: ground.unit, confirmed: confirmed).applied)
            let next = try await zone.publish([priced("b", 30_000)], by: ground.unit, dryRun: true)
            #expect(next.rows[0].faults.isEmpty)
        }
    }

    @Test func greatChangesWaitForTheirLines() async throws {
        try await TestZone.with { zone in
            func list(_ scan: Int64, _ image: Int64, _ other: Int64) -> [InventoryRecord] {
                [
                    instrument("a") { $0.services = [service("scan", fen: scan), service("image", fen: image)] },
                    instrument("b") { $0.services = [service("scan", fen: other)] },
                ]
            }
            let ground = try await zone.furnish(list(10_000, 20_000, 30_000))
            func outcome(_ records: [InventoryRecord], _ confirmed: ConfirmedPrices = .init(), dryRun: Bool = true)
                async throws -> [String]
            {
                try await zone.publish(records, by: ground.unit, dryRun: dryRun, confirmed: confirmed).rows.flatMap {
                    $0.faults.isEmpty
                        ? [$0.outcome.rawValue] : $0.faults.map { "\($0.rule?.rawValue ?? "") \($0.service ?? "")" }
                }
            }
            #expect(try await outcome(list(100, 20_000, 30_000)) == ["D8 scan", "same"])
            #expect(try await outcome(list(100, 200, 300)) == ["D8 scan", "D8 image", "D8 scan"])
            // Two of three the same way, over the instruments of the list.
            #expect(try await outcome(list(13_000, 20_000, 39_000)) == ["D8 scan", "D8 scan"])
            #expect(try await outcome(list(13_000, 20_000, 30_000)) == ["changed", "same"])
            var meant = ConfirmedPrices()
            let isFirst = meant.confirm("a", service: "scan", price: Money(fen: 100))
            #expect(isFirst)
            #expect(try await outcome(list(100, 200, 30_000), meant) == ["D8 image", "same"])
            _ = meant.confirm("a", service: "image", price: Money(fen: 200))
            #expect(try await outcome(list(100, 200, 30_000), meant) == ["changed", "same"])
            #expect(try await zone.entry("siom/a").register.record.services[0].price.fen == 10_000)
            #expect(try await outcome(list(100, 200, 30_000), meant, dryRun: false) == ["changed", "same"])
            #expect(try await zone.entry("siom/a").register.record.services.map(\.price.fen) == [100, 200])
            // Again with its lines, or without: nothing changes, so nothing is held.
            #expect(try await outcome(list(100, 200, 30_000), meant) == ["same", "same"])
            #expect(try await outcome(list(100, 200, 30_000)) == ["same", "same"])
            // New services and new instruments have nothing to be held against.
            let more = instrument("c") { $0.services = [service("scan", fen: 1)] }
            #expect(try await outcome(list(100, 200, 30_000) + [more]) == ["same", "same", "created"])
        }
    }

    @Test func findingsOpenAndAreMended() async throws {
        try await TestZone.with { zone in
            func record(_ basis: String?, _ access: [AccessMode] = [.selfOperated]) -> InventoryRecord {
                instrument("a") {
                    $0.priceBasis = basis
                    $0.access = access
                }
            }
            let ground = try await zone.furnish([record(nil)])
            let first = zone.clock.now()
            func found() async throws -> [DisclosureFinding] {
                let views = try await zone.reader.standing(unit: "siom", limit: 10)
                return views.flatMap {
                    findings($0.standing, policy: zone.policy, workingDays: .mondayToFriday, at: zone.clock.now())
                }
            }
            #expect(try await found().map(\.rule) == ["O7", "O11"])
            #expect(try await found().allSatisfy { $0.since == first })
            // Another change does not begin them anew; nor does the same list.
            zone.clock.set(at("2026-11-24T09:00"))
            var other = record(nil)
            other.model = "X-3"
            _ = try await zone.publish([other], by: ground.unit)
            _ = try await zone.publish([other], by: ground.unit)
            #expect(try await found().allSatisfy { $0.since == first })
            zone.clock.set(at("2026-11-25T09:00"))
            _ = try await zone.publish([record("耗材")], by: ground.unit)
            #expect(try await found().map(\.rule) == ["O11"])
            zone.clock.set(at("2026-11-26T09:00"))
            _ = try await zone.publish([record(nil, [.sample])], by: ground.unit)
            #expect(try await found().map(\.rule) == ["O7"])
            #expect(try await found().map(\.since) == [at("2026-11-26T09:00")])
            let month = Period(start: at("2026-11-01T00:00"), end: at("2026-12-01T00:00"))!
            let breaches = try await zone.reader.breaches(in: month)
            #expect(breaches.map(\.rule) == ["O11", "O7", "O7"])
            #expect(breaches.map(\.mended) == [at("2026-11-26T09:00"), at("2026-11-25T09:00"), nil])
            #expect(
                try await zone.reader.breaches(
                    in: Period(start: at("2026-12-01T00:00"), end: at("2027-01-01T00:00"))!
                ).map(\.mended) == [nil])
            // A refused list opens nothing.
            let refused = try await zone.publish([instrument("a") { $0.location = nil }], by: ground.unit)
            #expect(!refused.applied)
            #expect(try await found().map(\.since) == [at("2026-11-26T09:00")])
        }
    }

    @Test func aConfirmationEndsStaleness() async throws {
        try await TestZone.with(["B5": ["days": "365d"]]) { zone in
            let ground = try await zone.furnish([instrument("a") { $0.priceBasis = "耗材" }])
            func stale() async throws -> Bool {
                try await zone.entry("siom/a").register.stale(at: zone.clock.now()) != nil
            }
            // Published on 23 November; 180 days on it is 22 May.
            zone.clock.set(at("2027-05-22T23:59"))
            #expect(try await !stale())
            zone.clock.set(at("2027-05-23T00:00"))
            #expect(try await stale())
            let views = try await zone.reader.standing(limit: 10)
            #expect(
                findings(views[0].standing, policy: zone.policy, workingDays: .mondayToFriday, at: zone.clock.now())
                    .map(\.rule) == ["D6"])
            let before = try await zone.count("FROM log")
            let report = try await zone.publish(
                [instrument("a") { $0.priceBasis = "耗材" }], by: ground.unit)
            #expect(report.rows.map(\.outcome) == [.same])
            #expect(try await !stale(), "what the daemon remembers is known to be old")
            let confirmed = "FROM log WHERE subject = 'siom/a' AND act = 'confirm' AND before->>'confirmed-at' = $1"
            #expect(try await zone.count(confirmed, .text("\(at("2026-11-23T09:00").seconds)")) == 1)
            #expect(try await zone.count("FROM log") == before + 1)
            // While it is fresh a confirmation changes nothing that anybody sees.
            zone.clock.set(at("2027-06-01T00:00"))
            _ = try await zone.publish([instrument("a") { $0.priceBasis = "耗材" }], by: ground.unit)
            #expect(try await zone.count("FROM log") == before + 1)
            zone.clock.set(at("2027-11-28T23:59"))
            #expect(try await !stale())
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// What is back from a withdrawal counts wherever what is disclosed is counted.
    @Test func whatIsBackIsCounted() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a"), instrument("b")])
            let until = at("2026-12-05T00:00")
            let withdrawal = WithdrawInstrument(
                instrument: ground.instruments[0].register.id, unit: ground.unit.organisation, reason: .broken,
                until: until)
            #expect(word(await zone.register(withdrawal, by: ground.unit)) == "registered")
            func counts() async throws -> [Int] {
                [
                    try await zone.reader.parks()[0].instruments, try await zone.reader.units(park: nil)[0].instruments,
                    try await zone.reader.categories()[0].instruments, try await zone.reader.figures().instruments,
                    try await zone.reader.find(InstrumentSearch(), limit: 9).count,
                    try await zone.reader.standing(limit: 9).count,
                ]
            }
            #expect(try await counts() == [1, 1, 1, 1, 1, 1])
            zone.clock.set(until - Span(seconds: 1))
            #expect(try await counts() == [1, 1, 1, 1, 1, 1])
            zone.clock.set(until)
            #expect(try await counts() == [2, 2, 2, 2, 2, 2])
            // And the list that it is on says nothing new.
            #expect(try await zone.publish([instrument("a")], by: ground.unit).rows.map(\.outcome) == [.same])
        }
    }

    /// Closures carry the moment at which they were entered.
    @Test func closuresTellWhenTheyWereEntered() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a") { $0.priceBasis = "耗材" }])
            for (day, reason) in [(26, ClosureReason.maintenance), (25, .maintenance), (24, .fault)] {
                let start = at("2026-11-\(day)T09:00")
                await zone.register(
                    CloseInstrument(
                        instrument: ground.instruments[0].register.id, unit: ground.unit.organisation,
                        period: Period(start: start, end: start + .hours(2))!, reason: reason, note: nil),
                    by: ground.unit)
            }
            let standing = try await zone.reader.standing(instrument: InstrumentPath("siom/a"), limit: 1)[0].standing
            #expect(standing.closures.allSatisfy { $0.announcedAt == zone.clock.now() })
            let found = findings(standing, policy: zone.policy, workingDays: .mondayToFriday, at: zone.clock.now())
            #expect(found.map(\.rule) == ["O10"] && found[0].closure == standing.closures[1].id)
            // The month's ledger has it too.
            let ledger = try await zone.reader.ledger(of: Month(text: "2026-11")!)
            #expect(ledger.instruments[0].closures.allSatisfy { $0.announcedAt == zone.clock.now() })
        }
    }

    /// Too few hours and a closed share mode are refused at the only door there is.
    @Test func theRulesOfOpennessRefuse() async throws {
        try await TestZone.with { zone in
            let unit = try await zone.furnish([instrument("a")]).unit
            let table: [(InventoryRecord, RuleID, String)] = [
                (instrument("b") { $0.shareMode = "内部共享" }, "O1", "share-mode"),
                (
                    instrument("b") {
                        $0.openHours = WeeklyHours()
                        $0.openHours?.open(.mon, from: 0, to: 1_199)
                    }, "O10", "open-hours"
                ),
            ]
            for (record, rule, column) in table {
                let report = try await zone.publish([record], by: unit)
                #expect(!report.applied && report.rows[0].faults.map(\.rule) == [rule])
                #expect(report.rows[0].faults.map(\.column) == [column])
                // What stands already cannot be made so either.
                var worse = record
                worse.number = "a"
                #expect(try await zone.publish([worse], by: unit).rows[0].faults.map(\.rule) == [rule])
            }
        }
    }
}
