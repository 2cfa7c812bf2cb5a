import Booking
import Postgres
import Testing

@testable import Registry

@Suite struct RegisterTests {
    private func organisation(_ code: String, _ kind: Organisation.Kind, park: String? = nil) -> AddOrganisation {
        AddOrganisation(
            code: code, name: code, nameEn: nil, kind: kind, park: park, contact: nil, complaints: nil)
    }

    @Test func whoMayAddWhat() async throws {
        try await TestZone.with { zone in
            let park = try await zone.person(.park, "p1")
            await zone.add(.park, "p2")
            let unit = try await zone.person(.unit, "siom", park: "p1")
            let firm = try await zone.person(.firm, "acme", park: "p1")
            let table: [(any RegisterAct, Requester, String)] = [
                (organisation("p1", .park), zone.office, "invalid code"),
                (organisation("P 3", .park), zone.office, "invalid code"),
                (organisation("u2", .unit), zone.office, "invalid park"),
                (organisation("u2", .unit, park: "acme"), zone.office, "not-found"),
                (organisation("p3", .park), park, "forbidden"),
                (organisation("u2", .unit, park: "p2"), park, "forbidden"),
                (organisation("u2", .unit, park: "p1"), park, "registered"),
                (organisation("f2", .firm), park, "registered"),
                (organisation("f3", .firm, park: "p2"), park, "forbidden"),
                (organisation("f3", .firm), unit, "forbidden"),
                (organisation("f3", .firm), firm, "forbidden"),
                (AddAccount(name: "acme/wang"), firm, "registered"),
                (AddAccount(name: "acme/wang"), firm, "invalid name"),
                (AddAccount(name: "acme"), firm, "invalid name"),
                (AddAccount(name: "acme/W"), firm, "invalid name"),
                (AddAccount(name: "nobody/x"), firm, "not-found"),
                (AddAccount(name: "siom/x"), firm, "forbidden"),
                (AddAccount(name: "siom/x"), park, "registered"),
                (IssueToken(account: "acme/wang", days: 0), firm, "invalid days"),
                (IssueToken(account: "acme/wang", days: 367), firm, "invalid days"),
                (IssueToken(account: "acme/none", days: 1), firm, "not-found"),
                (IssueToken(account: "siom/lin", days: 1), firm, "forbidden"),
                (IssueToken(account: "siom/lin", days: 1), park, "registered"),
                (RevokeToken(token: "t\(unit.credential)"), firm, "forbidden"),
                (RevokeToken(token: "t999"), firm, "not-found"), (RevokeToken(token: "yq_x"), firm, "not-found"),
            ]
            let before = try await zone.count("FROM log")
            for (index, (act, who, expected)) in table.enumerated() {
                #expect(word(await zone.register(act, by: who)) == expected, "\(index)")
            }
            let done = table.count { $0.2 == "registered" }
            #expect(try await zone.count("FROM log") == before + done)
            // A firm that a park's office adds is in its park.
            #expect(try await zone.reader.organisation("f2")?.park == park.organisation)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    @Test func aTokenIsRevokedByItsSecretToo() async throws {
        try await TestZone.with { zone in
            await zone.add(.firm, "acme")
            await zone.register(AddAccount(name: "acme/lin"))
            let issued = await zone.register(IssueToken(account: "acme/lin", days: 30))
            guard case .registered(.token(let secret, _, let expires)) = issued else { throw Missing() }
            #expect(expires == zone.clock.now() + .days(30) && secret.hasPrefix("yq_") && secret.utf8.count == 35)
            let signedIn = try await zone.reader.signIn(token: secret)
            #expect(signedIn?.organisationCode == "acme" && signedIn?.requester.name == "acme/lin")
            #expect(try await zone.reader.signIn(token: secret + "x") == nil)
            #expect(word(await zone.register(RevokeToken(token: secret))) == "registered")
            #expect(try await zone.reader.signIn(token: secret) == nil)
        }
    }

    @Test func anObligationIsDueUntilItIsPublished() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a")])
            func oblige(_ path: String) -> AddInstrument {
                AddInstrument(
                    path: InstrumentPath(path)!, name: "新仪器", acceptanceDate: Day(text: "2026-09-01")!,
                    originalValue: Money(fen: 100), publicShare: Share(basisPoints: 10_000), funding: "national",
                    commitment: "yes")
            }
            #expect(word(await zone.register(oblige("siom/n-1"))) == "registered")
            #expect(word(await zone.register(oblige("siom/n-1"))) == "invalid path")
            #expect(word(await zone.register(oblige("siom/a"))) == "invalid path")
            #expect(word(await zone.register(oblige("nobody/n-1"))) == "not-found")
            #expect(word(await zone.register(oblige("siom/n-2"), by: ground.firms[0])) == "forbidden")
            #expect(
                try await zone.reader.undisclosed(park: "p1", unit: nil).map { $0.entry.register.path.number } == [
                    "n-1"
                ])
            #expect(try await zone.reader.undisclosed(park: "p9", unit: nil).isEmpty)
            let due = try await zone.entry("siom/n-1")
            #expect(
                overdue(
                    due.register.record, state: due.register.disclosure, calendar: shanghai, policy: zone.policy,
                    workingDays: .mondayToFriday, at: zone.clock.now())?.daysLate == 53)
            let own = due.reserve(december(1, 9, 10), by: ground.unit, project: "x")
            #expect(word(await zone.desk.perform(own, by: ground.unit)).contains("D1"))
            // What the office entered changes with a reason only.
            let silent = try await zone.publish([instrument("n-1")], by: ground.unit)
            #expect(silent.rows[0].faults.map(\.column) == ["original-value", "acceptance-date"])
            let report = try await zone.publish([instrument("n-1")], by: ground.unit, reason: "per contract")
            #expect(report.rows.map(\.outcome) == [.created])
            #expect(try await zone.reader.undisclosed(park: nil, unit: "siom").isEmpty)
            #expect(try await zone.entry("siom/n-1").register.id == due.register.id)
            #expect(word(await zone.desk.perform(own, by: ground.unit)) == "booked")
        }
    }

    @Test func withdrawAndPublishAgain() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a")])
            let (a, firm, unit) = (ground.instruments[0], ground.firms[0], ground.unit)
            func withdraw(until: Instant? = nil, by who: Requester? = nil) async -> DeskResult {
                await zone.register(
                    WithdrawInstrument(
                        instrument: a.register.id, unit: unit.organisation, reason: .broken, until: until),
                    by: who ?? unit)
            }
            func reserve(_ day: Int) async -> String {
                word(await zone.desk.perform(a.reserve(december(day, 9, 10), by: firm), by: firm))
            }
            #expect(await reserve(1) == "booked")
            #expect(word(await withdraw(by: firm)) == "forbidden")
            #expect(word(await withdraw(until: at("2026-11-23T09:00"))) == "invalid until")
            guard case .registered(.changed(let standing)) = await withdraw() else { throw Missing() }
            #expect(standing.map(\.period) == [december(1, 9, 10)])
            #expect(word(await withdraw()) == "invalid instrument")
            #expect(await reserve(2) == "D5")
            #expect(try await zone.publish([instrument("a")], by: unit).rows.map(\.outcome) == [.created])
            #expect(await reserve(2) == "booked")
            // Until a day: found and booked again by itself, and it can be withdrawn once more.
            #expect(word(await withdraw(until: december(5, 0, 1).start)) == "registered")
            #expect(await reserve(4) == "D5")
            #expect(await reserve(6) == "booked")
            #expect(try await zone.reader.find(InstrumentSearch(), limit: 9).isEmpty)
            zone.clock.set(december(5, 0, 1).start)
            #expect(try await zone.reader.find(InstrumentSearch(), limit: 9).count == 1)
            #expect(word(await withdraw()) == "registered")
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    @Test func exemptStaysExempt() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a")])
            let (a, firm, unit) = (ground.instruments[0], ground.firms[0], ground.unit)
            let act = ExemptInstrument(
                instrument: a.register.id, unit: unit.organisation, reason: .restricted, reference: "沪-7")
            #expect(word(await zone.register(act, by: unit)) == "forbidden")
            #expect(word(await zone.register(act)) == "registered")
            let state = try await zone.entry("siom/a").register.disclosure
            #expect(state == .exempt(reason: "restricted", reference: "沪-7", since: zone.clock.now()))
            #expect(word(await zone.desk.perform(a.reserve(december(1, 9, 10), by: firm), by: firm)) == "not-found")
            #expect(try await zone.reader.find(InstrumentSearch(), limit: 9).isEmpty)
            zone.clock.set(at("2026-11-24T09:00"))
            #expect(try await zone.publish([instrument("a")], by: unit).rows.map(\.outcome) == [.same])
            let changed = try await zone.publish([instrument("a") { $0.model = "X-200" }], by: unit)
            #expect(changed.rows.map(\.outcome) == [.changed])
            #expect(try await zone.entry("siom/a").register.disclosure == state)
            #expect(try await zone.entry("siom/a").register.record.model == "X-200")
        }
    }

    @Test func closeAndReopen() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a")])
            let (a, firm, unit) = (ground.instruments[0], ground.firms[0], ground.unit)
            func reserve(_ day: Int, _ from: Int, _ to: Int) async -> String {
                word(await zone.desk.perform(a.reserve(december(day, from, to), by: firm), by: firm))
            }
            func close(_ period: Period) async -> DeskResult {
                await zone.register(
                    CloseInstrument(
                        instrument: a.register.id, unit: unit.organisation, period: period, reason: .maintenance,
                        note: nil), by: unit)
            }
            func reopen(_ id: ClosureID, by who: Requester? = nil) async -> String {
                word(
                    await zone.register(
                        ReopenInstrument(closure: id, instrument: a.register.id, unit: unit.organisation),
                        by: who ?? unit))
            }
            #expect(await reserve(2, 9, 10) == "booked")
            #expect(word(await close(period("2026-11-22T00:00", "2026-11-23T09:00"))) == "invalid end")
            guard case .registered(.closed(let first, _, let standing)) = await close(december(2, 8, 12)) else {
                throw Missing()
            }
            #expect(standing.map(\.period) == [december(2, 9, 10)])
            #expect(await reserve(2, 7, 8) == "booked")
            #expect(await reserve(2, 7, 9) == "B1,B2")
            #expect(await reserve(2, 11, 13) == "B2")
            #expect(await reopen(first, by: firm) == "forbidden")
            #expect(await reopen(ClosureID(99)) == "not-found")
            // Not begun: as if it had never been.
            #expect(await reopen(first) == "registered")
            #expect(await reopen(first) == "invalid closure")
            #expect(await reserve(2, 11, 13) == "booked")
            // Begun: it reached only to now.
            guard case .registered(.closed(let second, _, _)) = await close(december(3, 8, 18)) else { throw Missing() }
            zone.clock.set(december(3, 12, 13).start)
            #expect(await reserve(3, 13, 14) == "B2")
            #expect(await reopen(second) == "registered")
            #expect(await reserve(3, 13, 14) == "booked")
            #expect(try await zone.entry("siom/a").closures.isEmpty)
            // A closure that began before this daemon first looked.
            guard case .registered(.closed(let third, _, _)) = await close(december(4, 8, 18)) else { throw Missing() }
            zone.clock.set(december(4, 10, 11).start)
            #expect(try await zone.entry("siom/a").closures.map(\.id) == [third])
            let fresh = await zone.batch([Asked(a.reserve(december(4, 15, 16), by: firm), by: firm)])
            #expect(fresh.map(word) == ["B2"])
            zone.clock.set(december(4, 18, 19).start)
            #expect(await reopen(third) == "invalid closure")
            #expect(try await zone.faultsOfLog() == [])
        }
    }
}
