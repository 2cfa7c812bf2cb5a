import Booking
import Postgres
import Support
import Testing

@testable import Registry

/// What a change of the rules does to those who judge by them at the same time, and after.
@Suite struct PolicyChangeTests {
    /// A daemon that remembers an instrument notices that its rules are others now.
    @Test func otherDaemonsNotice() async throws {
        try await TestZone.with(stands: 2) { zone in
            let ground = try await zone.furnish([instrument("a")])
            let firm = ground.firms[0]
            let soon = Period(start: at("2026-11-23T10:00"), end: at("2026-11-23T11:00"))!
            let act = ground.instruments[0].reserve(soon, by: firm)
            #expect(word(await zone.stands[1].desk.perform(act, by: firm)) == "B4")
            #expect(try await zone.policy(at: "siom/a", on: 1).version == 1)
            _ = try report(await zone.adopt("p1", "B4.notice=1h", by: zone.office))
            #expect(try await zone.policy(at: "siom/a", on: 1).version == 2)
            #expect(booking(await zone.stands[1].desk.perform(act, by: firm))?.policyVersion == 2)
        }
    }

    /// A publication is judged by the rules of its unit, and of the instrument where it has its own.
    @Test func publicationsAreJudgedByTheUnits() async throws {
        try await TestZone.with(["D1": ["threshold": "500000yuan"], "D3": ["mode": "warn", "within": "3650d"]]) {
            zone in
            let ground = try await zone.furnish([instrument("a")])
            func cheap(_ number: String) -> InventoryRecord {
                instrument(number) {
                    $0.originalValue = Money(fen: 30_000_000)
                    $0.acceptanceDate = Day(text: "2026-01-01")
                    $0.contact = nil
                }
            }
            #expect(try await zone.publish([cheap("c")], by: ground.unit, dryRun: true).count(.created) == 1)
            _ = try report(await zone.adopt("siom", "D1.threshold=200000yuan\nD3.within=30d", by: ground.unit))
            let strict = try await zone.publish([cheap("c")], by: ground.unit)
            #expect(strict.rows[0].faults.first?.rule == "D2")
            var whole = cheap("c")
            whole.contact = "desk"
            let late = try await zone.publish([whole], by: ground.unit)
            #expect(late.applied && late.rows[0].findings.map(\.rule).contains("D3"))
            let version = try await zone.side.query(
                Statement("SELECT policy_version FROM log WHERE subject = 'siom/c' AND act = 'publish-new'"))
            #expect(try version[0].decode(0, as: Int32.self) == 2)
        }
    }

    /// Another profile at the next start: what lies below is merged anew, and the instruments know.
    @Test func anotherProfileAtTheNextStart() async throws {
        let conninfo = try await TestCluster.shared().createDatabase()
        try await TestZone.with(on: conninfo) { zone in
            let ground = try await zone.furnish([instrument("a"), instrument("b")])
            _ = try report(await zone.adopt("siom", "B5.days=60d", by: ground.unit))
            _ = try report(await zone.adopt("siom/b", "B4.notice=1h", by: ground.unit))
            let before = try await zone.entry("siom/a").version
            let renewed = try await Opening.prepare(
                zone.side, zone: TestZone.identity,
                policy: PolicySource(profile: "other", values: ["B5": ["days": "90d"], "B4": ["notice": "4h"]]),
                clock: zone.clock)
            #expect(renewed.version == 4)
            let rows = try await zone.side.query(
                Statement(
                    "SELECT account || ' ' || subject || ' ' || policy_version FROM log WHERE act = 'policy'"
                        + " ORDER BY seq DESC LIMIT 1"))
            #expect(try rows[0].decode(0, as: String.self) == "yiqid demo 4")
            #expect(try await zone.count("FROM log WHERE act = 'policy-superseded' AND subject = 'siom'") == 1)
            #expect(try await zone.faultsOfLog() == [])
            let a = try await zone.entry("siom/a")
            #expect(a.version > before && a.register.policy.version == 5 && a.register.policy.profile == "other")
            #expect(a.register.policy["B5"]?[B5.horizon] == .days(90), "more open than what the unit said")
            let b = try await zone.entry("siom/b").register.policy
            #expect(b.version == 6 && b["B4"]?[B4.notice] == .minutes(60) && b["B5"]?[B5.horizon] == .days(90))
            #expect(try await zone.reader.policy(of: nil).version == 4)
            #expect(try await zone.reader.policy(of: ground.unit.organisation).version == 5)
            // The same profile again is no change.
            let again = try await Opening.prepare(
                zone.side, zone: TestZone.identity,
                policy: PolicySource(profile: "other", values: ["B5": ["days": "90d"], "B4": ["notice": "4h"]]),
                clock: zone.clock)
            #expect(again.version == 4)
            #expect(try await zone.count("FROM policy") == 6)
        }
    }

    /// Bookings and changes of the rules at once: each booking was accepted by the very text that it names.
    @Test func bookingsNameTheTextTheyWereAcceptedBy() async throws {
        try await TestZone.with(["B6": ["week": "off"], "B7": ["max": "10000"]], stands: 2) { zone in
            let ground = try await zone.furnish((0..<4).map { instrument("i\($0)") }, firms: 4)
            await withDiscardingTaskGroup { group in
                group.addTask {
                    for round in 0..<12 {
                        let hours = round % 3
                        let text = hours == 0 ? "" : "B3.max=\(24 + hours)h"
                        _ = await zone.adopt(round % 2 == 0 ? "p1" : "siom", text, by: zone.office, on: round % 2)
                    }
                }
                for (index, firm) in ground.firms.enumerated() {
                    group.addTask {
                        for turn in 0..<12 {
                            let start = at("2026-11-24T00:00") + .hours(turn * 26)
                            let wish = Period(start: start, end: start + .hours(24 + turn % 3))!
                            _ = await zone.stands[turn % 2].desk.perform(
                                ground.instruments[index].reserve(wish, by: firm), by: firm)
                        }
                    }
                }
            }
            let rows = try await zone.side.query(
                Statement(
                    """
                    SELECT extract(epoch FROM b.ends_at - b.starts_at)::int8, b.policy_version, p.document
                    FROM booking b JOIN policy p ON p.version = b.policy_version
                    """))
            #expect(try await zone.count("FROM booking") == rows.count && rows.count > 12)
            for row in rows {
                let policy = try Policy(profile: "p", version: 1, document: try row.decode(2, as: String.self))
                let longest = try #require(policy["B3"]?[B3.longest].number)
                #expect(try row.decode(0, as: Int64.self) <= Int64(longest) * 60)
            }
            #expect(try await zone.faultsOfLog() == [])
        }
    }
}
