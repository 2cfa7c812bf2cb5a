import Booking
import Postgres
import Testing

@testable import Registry

private let november = Month(text: "2026-11")!

/// The register of a month whenever it is asked for, and what of it is counted.
@Suite struct MonthTests {
    /// Everything that December can do to an instrument leaves November as it was.
    @Test func novemberIsAsItWasAtItsEnd() async throws {
        try await TestZone.with(roomy) { zone in
            let records = ["a", "b", "c", "d", "e"].map { instrument($0) }
            let ground = try await zone.furnish(records)
            zone.clock.set(at("2026-11-25T10:00"))
            _ = try await zone.publish([instrument("a") { $0.contact = "new desk" }], by: ground.unit)
            zone.clock.set(at("2026-12-01T00:00"))
            let before = try await zone.reader.ledger(of: november).tables
            #expect(before[0].rows.count == 5 && before[0].cell(before[0].rows[0], "contact") == "new desk")

            // At the first moment of December already, and again later.
            for (day, contact) in [("2026-12-01T00:00", "december"), ("2026-12-09T12:00", "later")] {
                zone.clock.set(at(day))
                _ = try await zone.publish(
                    [
                        instrument("a") {
                            $0.contact = contact
                            $0.openHours = try? WeeklyHours(text: "mon-fri 08:00-20:00")
                            $0.channels = 3
                            $0.services = [
                                service(fen: contact == "later" ? 30_000 : 34_000), service("prep", fen: 100),
                            ]
                        }, instrument("e"), instrument("new"),
                    ], by: ground.unit)
            }
            await zone.register(
                WithdrawInstrument(
                    instrument: ground.instruments[1].register.id, unit: ground.unit.organisation, reason: .retired,
                    until: nil), by: ground.unit)
            await zone.register(
                ExemptInstrument(
                    instrument: ground.instruments[2].register.id, unit: ground.unit.organisation,
                    reason: .classified, reference: "r"))
            await zone.add(.unit, "later", park: "p1")
            let after = try await zone.reader.ledger(of: november).tables
            for (old, new) in zip(before, after) { #expect(old == new, "\(old.name)") }

            let december = try await zone.reader.ledger(of: november.next).tables
            let row = try #require(december[0].rows.first)
            #expect(december[0].cell(row, "contact") == "later" && december[0].cell(row, "channels") == "3")
            #expect(december[0].rows.map { $0[0] } == ["siom/a", "siom/b", "siom/d", "siom/e", "siom/new"])
            #expect(december[0].cell(december[0].rows[1], "disclosure") == "withdrawn")
            #expect(december[4].rows.count == 1)
        }
    }

    /// Hours and channels that change within a month count for the part in which they stood.
    @Test func hoursAndChannelsOfAPart() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([
                instrument("a") {
                    $0.openHours = try? WeeklyHours(text: "mon-sun 10:00-14:00")
                    $0.channels = 2
                }
            ])
            zone.clock.set(at("2026-12-01T00:00"))
            let november = try await zone.reader.ledger(of: november)
            // It came on the 23rd.
            #expect(november.instruments[0].usage(of: november.month).openIdle == 8 * 240 * 2)
            zone.clock.set(at("2026-12-11T11:00"))
            _ = try await zone.publish(
                [instrument("a") { $0.openHours = try? WeeklyHours(text: "mon-sun 10:00-16:00") }], by: ground.unit)
            zone.clock.set(at("2027-01-01T00:00"))
            let december = try await zone.reader.ledger(of: Month(text: "2026-12")!)
            // Ten days of four hours and twenty of six, the eleventh open from ten to four; the channel that went was open
            // until eleven of that day, and is closed from then on.
            let minutes = december.instruments[0].usage(of: december.month)
            #expect(minutes.openIdle == (10 * 240 + 21 * 360) + (10 * 240 + 60))
            #expect(minutes.capacity == 2 * 31 * 1440)
            let january = try await zone.reader.ledger(of: Month(text: "2027-01")!)
            #expect(january.instruments[0].channels.count == 1)
        }
    }

    /// What was stale until somebody confirmed it is found, as mended; a withdrawal confirms nothing.
    @Test func whatWasStaleUntilItWasConfirmed() async throws {
        try await TestZone.with(roomy.merging(["D6": ["days": "10d"]]) { $1 }) { zone in
            let ground = try await zone.furnish(
                ["a", "b"].map { number in instrument(number) { $0.priceBasis = "staff" } })
            zone.clock.set(at("2026-12-08T12:00"))
            _ = try await zone.publish([instrument("a") { $0.priceBasis = "staff" }], by: ground.unit)
            await zone.register(
                WithdrawInstrument(
                    instrument: ground.instruments[1].register.id, unit: ground.unit.organisation, reason: .broken,
                    until: nil), by: ground.unit)
            zone.clock.set(at("2026-12-15T12:00"))
            _ = try await zone.publish([instrument("a") { $0.priceBasis = "staff, energy" }], by: ground.unit)
            zone.clock.set(at("2027-01-20T12:00"))
            let table = try await zone.reader.ledger(of: Month(text: "2026-12")!).findingsTable
            let rows = table.rows.map { row in
                ["instrument", "rule", "since", "mended", "limit", "found"].map { table.cell(row, $0) }
            }
            #expect(
                rows == [
                    ["a", "D6", "2026-12-04T00:00:00+08:00", "2026-12-08T12:00:00+08:00", "10d", "15d"],
                    ["a", "D6", "2026-12-26T00:00:00+08:00", "", "10d", "16d"],
                ])
        }
    }

    /// An instrument is open for the time for which it was disclosed; what ran all the same ran.
    @Test func whatIsNotDisclosedIsClosed() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a")])
            let a = ground.instruments[0]
            func withdraw(_ until: Instant?) async {
                await zone.register(
                    WithdrawInstrument(
                        instrument: a.register.id, unit: ground.unit.organisation, reason: .broken, until: until),
                    by: ground.unit)
            }
            let firm = ground.firms[0]
            #expect(word(await zone.desk.perform(a.reserve(december(22, 9, 11), by: firm), by: firm)) == "booked")
            zone.clock.set(at("2026-12-05T00:00"))
            await withdraw(at("2026-12-10T00:00"))
            zone.clock.set(at("2026-12-12T00:00"))
            #expect(try await minutes(zone, "2026-12") == [26 * 1440 - 120, 5 * 1440, 120])
            zone.clock.set(at("2026-12-20T12:00"))
            await withdraw(nil)
            zone.clock.set(at("2027-01-02T00:00"))
            #expect(try await minutes(zone, "2026-12") == [14 * 1440 + 720, 16 * 1440 + 720 - 120, 120])
            #expect(try await minutes(zone, "2027-01") == [0, 31 * 1440, 0])
            zone.clock.set(at("2027-01-31T12:00"))
            _ = try await zone.publish([instrument("a")], by: ground.unit)
            zone.clock.set(at("2027-02-01T00:00"))
            #expect(try await minutes(zone, "2027-01") == [720, 31 * 1440 - 720, 0])
            // It was not there before it came.
            #expect(try await minutes(zone, "2026-11") == [8 * 1440 - 540, 22 * 1440 + 540, 0])
        }
    }

    /// Open and idle, closed, and run.
    private func minutes(_ zone: TestZone, _ month: String) async throws -> [Int] {
        let ledger = try await zone.reader.ledger(of: Month(text: month)!)
        let minutes = ledger.instruments[0].usage(of: ledger.month)
        #expect(minutes.capacity == ledger.month.length * 1440)
        return [minutes.openIdle, minutes.closed, minutes.run]
    }

    /// Of two instruments alike, the one with stricter rules of its own is found against, as long as they hold.
    @Test func eachInstrumentIsJudgedByItsOwnPolicy() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish(
                ["a", "b"].map { number in
                    instrument(number) {
                        $0.priceBasis = "staff"
                        $0.openHours = try? WeeklyHours(text: "mon-fri 09:00-17:00")
                    }
                })
            func findings(_ month: Month) async throws -> [[String]] {
                let ledger = try await zone.reader.ledger(of: month)
                let table = ledger.findingsTable
                let units = ledger.unitsTable
                #expect(units.cell(units.rows[0], "findings") == "\(table.rows.count)")
                return table.rows.map { row in
                    ["instrument", "rule", "since", "limit", "found"].map { table.cell(row, $0) }
                }
            }
            #expect(word(await zone.adopt("siom/b", "D6.days=3d\nO10.hours=60h", by: ground.unit)) == "registered")
            zone.clock.set(at("2026-12-02T09:00"))
            let found = try await findings(november)
            #expect(
                found == [
                    ["b", "D6", "2026-11-27T00:00:00+08:00", "3d", "7d"],
                    ["b", "O10", "2026-11-23T09:00:00+08:00", "60h", "40h"],
                ])
            // A unit's rules hold for both, in the month in which they were set and not in the one before.
            #expect(word(await zone.adopt("siom/b", "", by: ground.unit)) == "registered")
            #expect(word(await zone.adopt("siom", "D6.days=30d", by: ground.unit)) == "registered")
            zone.clock.set(at("2027-01-02T09:00"))
            #expect(try await findings(november) == found)
            #expect(
                try await findings(november.next)
                    == ["a", "b"].map {
                        [$0, "D6", "2026-12-24T00:00:00+08:00", "30d", "38d"]
                    })
        }
    }

    /// The policy of the month judges it, not the one that came after.
    @Test func thePolicyOfTheMonth() async throws {
        try await TestZone.with { zone in
            _ = try await zone.furnish([instrument("a")])
            zone.clock.set(at("2026-12-02T09:00"))
            let later = try await Opening.prepare(
                zone.side, zone: TestZone.identity,
                policy: PolicySource(profile: "later", values: ["B3": ["max": "2h"]]), clock: zone.clock)
            #expect(later.version == 2)
            #expect(try await zone.reader.ledger(of: november).policy == zone.policy)
            #expect(try await zone.reader.ledger(of: november.next).policy == later)
            // Nothing was in force in October; the first is the nearest.
            #expect(try await zone.reader.ledger(of: november.previous).policy == zone.policy)
        }
    }
}

/// Sealing: the chain, what comes late, and that nothing of it can be undone.
@Suite struct SealTests {
    private func draft(_ zone: TestZone, _ month: Month, _ revision: Int, stand: Int = 0) async throws -> EditionDraft {
        let read = try await zone.stands[stand].reader.monthToSeal(month)
        let name = "\(month)/r\(revision)"
        return EditionDraft(
            month: month, revision: revision, previous: read.lastID, sealedAt: zone.clock.now(),
            policy: read.ledger.policy, program: "test", sha256: "of \(name)", publicKey: nil, corrections: 0,
            detail: [1], files: [.init(scope: "zone", name: "f", sha256: "h", bytes: Array(name.utf8))],
            settled: read.late.map(\.id))
    }

    private func keep(_ zone: TestZone, _ draft: EditionDraft, stand: Int = 0) async -> String {
        word(
            await zone.stands[stand].desk.perform(.register(KeepEdition(.edition(draft))), by: zone.office))
    }

    @Test func theChainHasOneEnd() async throws {
        try await TestZone.with(stands: 2) { zone in
            let ground = try await zone.furnish([instrument("a")])
            #expect(word(await zone.register(WatchMonth(month: november))) == "invalid month")
            zone.clock.set(at("2026-12-10T00:00"))
            #expect(word(await zone.register(WatchMonth(month: november), by: ground.unit)) == "forbidden")
            #expect(word(await zone.register(WatchMonth(month: november))) == "registered")
            let (first, second) = (try await draft(zone, november, 0), try await draft(zone, november, 0, stand: 1))
            #expect(await keep(zone, first) == "registered")
            #expect(await keep(zone, second, stand: 1) == "stale")
            let next = try await draft(zone, november, 1, stand: 1)
            #expect(await keep(zone, next, stand: 1) == "registered")
            let all = try await zone.reader.editions(limit: 10)
            #expect(all.map(\.name) == ["2026-11/r0", "2026-11/r1"] && all[0].previous == nil)
            #expect(all[1].previous == SealedEdition.Link(month: november, revision: 0, sha256: "of 2026-11/r0"))
            let bytes = try await zone.stands[1].reader.file("f", in: all[0], scope: "zone")
            #expect(bytes == Array("2026-11/r0".utf8))
            let piece = try await zone.reader.piece(of: "f", in: all[0], scope: "zone", offset: 5, length: 2)
            #expect(piece?.bytes == Array("11".utf8) && piece?.file.size == 10)
            #expect(try await zone.faultsOfLog() == [])
            #expect(try await zone.count("FROM log WHERE act IN ('seal', 'edition')") == 2)
            for change in [
                "UPDATE edition SET sha256 = 'x'", "DELETE FROM edition_file", "UPDATE edition_file SET name = 'g'",
            ] {
                await #expect(throws: PostgresError.self) { try await zone.side.script(change) }
            }
            // A second first, or a second follower, cannot be.
            await #expect(throws: PostgresError.self) {
                try await zone.side.script(
                    """
                    INSERT INTO edition (month, revision, sealed_at, sealed_by, policy_profile, policy_version, program,
                        sha256, corrections, detail) VALUES ('2026-11', 7, now(), 'x', 'x', 1, 'x', 'x', 0, '')
                    """)
            }
        }
    }

    /// What touches a sealed month is noted with it, and nothing else is.
    @Test func lateFactsAreNoted() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a"), instrument("b")])
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            func reserve(_ period: Period) async throws -> BookingFacts {
                try #require(booking(await zone.desk.perform(a.reserve(period, by: firm), by: firm)))
            }
            let crossing = try await reserve(period("2026-11-30T22:00", "2026-12-01T02:00"))
            let after = try await reserve(december(20, 9, 10))
            zone.clock.set(at("2026-12-10T00:00"))
            await zone.register(WatchMonth(month: november))
            func late() async throws -> [String] {
                try await zone.reader.monthToSeal(november).late
                    .map { "\($0.instrument) \($0.fact)" }
            }
            #expect(try await late() == [])
            // December's own affairs are none.
            #expect(word(await zone.desk.perform(a.cancel(after), by: firm)) == "booked")
            #expect(try await late() == [])
            try await zone.side.script(
                "UPDATE booking SET state = 'finished', started_at = starts_at, finished_at = ends_at WHERE id = \(crossing.id)"
            )
            #expect(try await late() == ["siom/a finished"])
            // Begun before midnight, it reaches into the month though it was booked for the next.
            try await zone.side.script(
                """
                UPDATE booking SET started_at = '2026-11-30T23:50+08', finished_at = '2026-12-01T00:30+08',
                    starts_at = '2026-12-01T00:00+08', ends_at = '2026-12-01T01:00+08',
                    occupied = tstzrange('2026-12-01T00:00+08', '2026-12-01T01:00+08')
                WHERE id = \(crossing.id)
                """)
            #expect(try await late() == ["siom/a finished", "siom/a finished"])
            try await zone.side.script(
                """
                INSERT INTO closure (instrument_id, starts_at, ends_at, reason, created_at)
                SELECT id, '2026-11-29T00:00+08', '2026-11-29T06:00+08', 'fault', '2026-12-10T00:00+08'
                FROM instrument WHERE number = 'b'
                """)
            #expect(try await late().last == "siom/b closure")
            // Taken in by the next edition, and only those that it has seen.
            let made = try await draft(zone, november, 0)
            try await zone.side.script("UPDATE booking SET reason = 'x' WHERE id = \(crossing.id)")
            #expect(await keep(zone, made) == "registered")
            #expect(try await late() == ["siom/a finished"])
            #expect(try await zone.reader.editions(limit: 9)[0].isLate)
        }
    }
}
