import Booking
import Postgres
import Testing

@testable import Registry

/// Rules below the zone: adopted, merged, versioned, and seen by everybody who judges.
@Suite struct PolicyLevelTests {
    private func outcomes(_ report: PolicyReport) -> [String] {
        report.changes.map { "\($0.rule ?? "?").\($0.key ?? "?") \($0.outcome.rawValue)" }
    }

    @Test func whatALabSetsIsWhatItsBookingsAreJudgedBy() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a"), instrument("b")])
            let firm = ground.firms[0]
            // At 9:00, for 10:00: the notice is two hours.
            let soon = Period(start: at("2026-11-23T10:00"), end: at("2026-11-23T11:00"))!
            #expect(word(await zone.desk.perform(ground.instruments[0].reserve(soon, by: firm), by: firm)) == "B4")
            let unit = try report(await zone.adopt("siom", "B4.notice=1h\nB7.max=30", by: ground.unit))
            #expect(unit.applied && unit.level == .unit && unit.version == 2 && unit.instruments == 2)
            #expect(outcomes(unit) == ["B4.notice set", "B7.max set"])
            #expect(unit.changes[0].before == "2h" && unit.changes[0].after == "1h" && unit.changes[0].line == 1)
            let one = try #require(
                booking(await zone.desk.perform(ground.instruments[0].reserve(soon, by: firm), by: firm)))
            #expect(one.policyVersion == 2)
            let own = try report(await zone.adopt("siom/b", "B4.notice=30m", by: ground.unit))
            #expect(own.level == .instrument && own.version == 3 && own.instruments == 1)
            zone.clock.set(at("2026-11-23T09:30"))
            let two = try #require(
                booking(await zone.desk.perform(ground.instruments[1].reserve(soon, by: firm), by: firm)))
            #expect(two.policyVersion == 3)
            #expect(try await zone.policy(at: "siom/b").lines.first { $0.id == "B4" }?.levels == [.instrument])
            #expect(try await zone.policy(at: "siom/b").lines.first { $0.id == "B7" }?.levels == [.unit])
            #expect(try await zone.policy(at: "siom/a").version == 2)
            // The log names the version of every decision, and its chain holds.
            let rows = try await zone.side.query(
                Statement("SELECT act || ' ' || subject || ' ' || policy_version FROM log ORDER BY seq"))
            let log = try rows.map { try $0.decode(0, as: String.self) }
            #expect(
                log.suffix(4) == [
                    "policy siom 2", "reserve b\(one.id) 2", "policy siom/b 3", "reserve b\(two.id) 3",
                ])
            #expect(try await zone.faultsOfLog() == [])
            // Every version's text is there as it was.
            let view = try #require(await zone.reader.policy(version: 3))
            #expect(
                view.level == .instrument && view.place == "siom/b" && view.policy["B4"]?[B4.notice] == .minutes(30))
            #expect(view.policy["B7"]?[B7.most] == .count(30) && view.adopted == at("2026-11-23T09:00"))
            let zoneView = try #require(await zone.reader.policy(version: 1))
            #expect(zoneView.level == .zone && zoneView.place == nil && zoneView.policy.differing.isEmpty)
            #expect(try await zone.reader.policy(version: 4) == nil)
        }
    }

    @Test func lessOpenThanAboveIsRefusedAndNothingChanges() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a")])
            let refused = try report(
                await zone.adopt("siom", "B4.notice=1h\nB5.days=29d\nD2.mode=warn\nB9x=1", by: ground.unit))
            #expect(!refused.applied && refused.count(.refused) == 3 && refused.version == 1)
            #expect(outcomes(refused) == ["B4.notice set", "B5.days refused", "D2.mode refused", "?.? refused"])
            #expect(refused.changes[1].message?.en.contains("allowed: 30d to 730d") == true)
            #expect(refused.changes[1].asked == "29d" && refused.changes[1].before == "30d")
            #expect(refused.changes[3].isUnreadable && !refused.changes[1].isUnreadable)
            let dry = try report(await zone.adopt("siom", "B4.notice=1h", by: ground.unit, dryRun: true))
            #expect(!dry.applied && dry.count(.set) == 1)
            #expect(try await zone.policy(at: "siom/a").version == 1)
            #expect(try await zone.count("FROM policy") == 1)
            #expect(try await zone.count("FROM policy_override") == 0)
            #expect(try await zone.count("FROM log WHERE act = 'policy'") == 0)
        }
    }

    /// What a level says is judged against the level above it, not against the zone.
    @Test func theLevelAboveIsTheMeasure() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a")])
            let park = try await zone.office(of: "p1")
            #expect(try report(await zone.adopt("p1", "B4.notice=1h", by: park)).applied)
            let unit = try report(await zone.adopt("siom", "B4.notice=90m", by: ground.unit))
            #expect(unit.changes.first?.message?.en.contains("the 1h above it") == true && !unit.applied)
            let own = try report(await zone.adopt("siom/a", "B4.notice=61m", by: ground.unit))
            #expect(!own.applied && own.count(.refused) == 1)
        }
    }

    @Test func onlyWhoGovernsSetsRules() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a")])
            let park = try await zone.office(of: "p1")
            await zone.add(.park, "p2")
            let far = try await zone.office(of: "p2")
            let other = try await zone.person(.unit, "pharm", park: "p2")
            let text = "B4.notice=1h"
            for (place, requester) in [
                ("p1", ground.unit), ("siom", far), ("siom/a", far), ("siom", other), ("p1", far),
                ("p1", ground.firms[0]),
                ("siom", ground.firms[0]),
            ] {
                #expect(word(await zone.adopt(place, text, by: requester)) == "forbidden", "\(place)")
            }
            for place in ["nowhere", "siom/z", "demo", "firm0"] {
                #expect(word(await zone.adopt(place, text, by: zone.office)) == "not-found", "\(place)")
            }
            for (place, requester) in [("p1", park), ("siom", park), ("siom/a", park), ("p1", zone.office)] {
                #expect(try report(await zone.adopt(place, text, by: requester)).applied, "\(place)")
            }
        }
    }

    /// What changes above reaches all below, and never makes anything less open.
    @Test func aChangeAboveIsMergedAnew() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a"), instrument("b")])
            let park = try await zone.office(of: "p1")
            _ = try report(await zone.adopt("siom", "B4.notice=1h\nB5.days=60d", by: ground.unit))
            _ = try report(await zone.adopt("siom/b", "B5.days=90d", by: ground.unit))
            #expect(try await zone.policy(at: "siom/b").version == 3)
            let above = try report(await zone.adopt("p1", "B4.notice=15m\nB5.days=45d\nB7.mode=off", by: park))
            #expect(above.version == 4 && above.instruments == 2)
            let (a, b) = (try await zone.policy(at: "siom/a"), try await zone.policy(at: "siom/b"))
            #expect(a.version == 5 && b.version == 6)
            #expect(a["B4"]?[B4.notice] == .minutes(15) && a["B5"]?[B5.horizon] == .days(60) && a["B7"]?.mode == .off)
            #expect(b["B4"]?[B4.notice] == .minutes(15) && b["B5"]?[B5.horizon] == .days(90) && b["B7"]?.mode == .off)
            #expect(b.lines.first { $0.id == "B7" }?.levels == [.park])
            // The park takes its word back, and the unit's holds again.
            let back = try report(await zone.adopt("p1", "", by: park))
            #expect(back.count(.removed) == 3 && back.version == 1)
            #expect(try await zone.policy(at: "siom/a")["B4"]?[B4.notice] == .minutes(60))
            // A unit that takes back everything has what the zone has; its instrument keeps its own.
            _ = try report(await zone.adopt("siom", "# nothing", by: ground.unit))
            #expect(try await zone.policy(at: "siom/a").version == 1)
            #expect(try await zone.policy(at: "siom/b").differing.map(\.value) == ["days=90d"])
            #expect(try await zone.count("FROM policy_override") == 5)
            #expect(try await zone.count("FROM log WHERE act = 'policy'") == 5)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// What a place below says in vain from then on is told, logged, and not forgotten.
    @Test func whatHoldsNoMoreIsTold() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a"), instrument("b")])
            let park = try await zone.office(of: "p1")
            _ = try report(await zone.adopt("siom", "B4.notice=1h\nB5.days=60d", by: ground.unit))
            _ = try report(await zone.adopt("siom/b", "B3.grid=5m", by: ground.unit))
            let text = "B4.notice=15m\nB3.grid=3m\nB5.days=31d"
            let words = ["siom B4.notice 1h 15m", "siom/b B3.grid 5m 3m"]
            func told(_ report: PolicyReport) -> [String] {
                report.supersededWords.map { "\($0.place) \($0.key) \($0.asked) \($0.now)" }
            }
            let dry = try report(await zone.adopt("p1", text, by: park, dryRun: true))
            #expect(told(dry) == words && !dry.applied)
            #expect(try await zone.count("FROM policy_override") == 2)
            #expect(told(try report(await zone.adopt("p1", text, by: park))) == words)
            let b = try await zone.policy(at: "siom/b")
            let view = try #require(await zone.reader.policy(version: b.version))
            #expect(view.override.map { b.superseded(of: $0).map(\.description) } == ["B3.grid"])
            #expect(try await zone.count("FROM log WHERE act = 'policy-superseded'") == 2)
            // Said once: a further change above that takes nothing more away tells nothing.
            #expect(told(try report(await zone.adopt("p1", text + "\nB7.max=30", by: park))).isEmpty)
            // The level above goes back, and what the places said holds again.
            #expect(told(try report(await zone.adopt("p1", "", by: park))).isEmpty)
            #expect(try await zone.policy(at: "siom/b")["B3"]?[B3.grid] == .minutes(5))
            #expect(try await zone.policy(at: "siom/a")["B4"]?[B4.notice] == .minutes(60))
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// A profile by its name, and the history that remembers it.
    @Test func profilesAndHistory() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a")])
            let park = try await zone.office(of: "p1")
            let open = try Policy.make(
                profile: "wide", version: 1,
                values: ["B4": ["notice": "30m"], "B5": ["days": "90d"], "B7": ["max": "10"]])
            let refused = try report(await zone.adopt("siom", "", over: open, by: ground.unit))
            #expect(outcomes(refused).contains("B7.max refused") && !refused.applied)
            #expect(refused.changes.first { $0.outcome == .refused }?.line == nil)
            let adopted = try report(await zone.adopt("siom", "B7.max=20", over: open, by: ground.unit))
            #expect(adopted.applied && outcomes(adopted).sorted() == ["B4.notice set", "B5.days set", "B7.max set"])
            // The same by its words is another word, and the same profile again is none.
            #expect(try report(await zone.adopt("siom", "B7.max=20", over: open, by: ground.unit)).version == 2)
            let booked = try #require(
                booking(
                    await zone.desk.perform(
                        ground.instruments[0].reserve(
                            Period(start: at("2026-11-23T10:00"), end: at("2026-11-23T11:00"))!, by: ground.firms[0]),
                        by: ground.firms[0])))
            _ = try report(await zone.adopt("p1", "B5.days=120d", by: park))
            _ = try report(await zone.adopt("siom", "B4.notice=0m", by: ground.unit))
            let unit = try #require(await zone.reader.organisation("siom"))
            let steps = try await zone.reader.policyHistory(
                of: [unit.id] + (unit.park.map { [$0] } ?? []), instrument: nil, below: nil, limit: 10)
            #expect(steps.map(\.version) == [5, 4, 3, 2, 1])
            #expect(steps.map(\.place) == ["siom", "siom", "p1", "siom", nil])
            #expect(steps.map(\.ownProfile) == [nil, "wide", nil, "wide", nil])
            #expect(steps.map(\.isRenewed) == [false, true, false, false, false])
            #expect(
                steps.map { $0.changed.map(\.description) } == [
                    ["B4.notice"], ["B5.days"], ["B5.days"], ["B4.notice", "B5.days"], [],
                ])
            #expect(steps.map(\.account) == ["siom/lin", "siom/lin", "p1/office", "siom/lin", nil])
            let page = try await zone.reader.policyHistory(of: [unit.id], instrument: nil, below: 4, limit: 1)
            #expect(page.map(\.version) == [2])
            // Bookings keep the version that they were made under, whatever comes.
            let kept = try #require(await zone.reader.booking(booked.id))
            #expect(kept.booking.policyVersion == 2)
        }
    }

    @Test func theSameAgainChangesNothing() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a")])
            _ = try report(await zone.adopt("siom", "B4.notice=1h\nB7.max=30", by: ground.unit))
            let again = try report(await zone.adopt("siom", "B7.max=30\n\nB4.notice=60m\n", by: ground.unit))
            #expect(again.applied && again.count(.same) == 2 && again.version == 2 && again.instruments == 0)
            let other = try report(await zone.adopt("siom", "B4.notice=30m\nB5.days=31d", by: ground.unit))
            #expect(outcomes(other) == ["B4.notice changed", "B5.days set", "B7.max removed"])
            #expect(other.changes[2].before == "30" && other.changes[2].after == "20" && other.version == 3)
            #expect(try report(await zone.adopt("p1", "", by: zone.office)).version == 1)
            #expect(try await zone.count("FROM policy") == 3)
            #expect(try await zone.count("FROM policy_override") == 2)
        }
    }
}
