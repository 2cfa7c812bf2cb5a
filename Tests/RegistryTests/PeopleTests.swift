import Booking
import Postgres
import Testing

@testable import Registry

/// Standings that people have at instruments and organisations, from the register to the rules and back.
struct PeopleTests {
    private static let limits = [
        "B4": ["notice": "0m"], "B6": ["week": "off"], "O8": ["discount": "20%"],
        "O2": ["share": "10%", "release": "0m"],
    ]

    @Test func qualifications() async throws {
        try await TestZone.with(Self.limits, stands: 2) { zone in
            let f = try await zone.furnish([instrument("sem-01"), instrument("sem-02")])
            let (sem, firm) = (f.instruments[0], f.firms[0])
            func asks(_ day: Int, on entry: RegisterEntry? = nil, stand: Int = 0) async -> String {
                word(
                    await zone.stands[stand].desk.perform(
                        (entry ?? sem).reserve(december(day, 9, 10), by: firm) { $0.access = .selfOperated }, by: firm))
            }
            func qualify(_ until: Instant?, by requester: Requester) async -> String {
                word(
                    await zone.register(
                        Qualify(
                            instrument: sem.register.id, unit: f.unit.organisation, account: "firm0/lin", until: until),
                        by: requester))
            }
            #expect(await asks(1) == "B9")
            #expect(await qualify(nil, by: firm) == "forbidden")
            #expect(await qualify(at("2026-11-23T09:00"), by: f.unit) == "invalid until")
            #expect(await qualify(at("2026-12-02T10:00"), by: f.unit) == "registered")
            // The other daemon knows at once; the other instrument asks for its own.
            #expect(await asks(1, stand: 1) == "booked")
            #expect(await asks(2) == "booked")
            #expect(await asks(3) == "B9")
            #expect(await asks(1, on: f.instruments[1]) == "B9")
            #expect(await qualify(nil, by: f.unit) == "registered")
            #expect(await asks(3, stand: 1) == "booked")
            let end = Disqualify(instrument: sem.register.id, unit: f.unit.organisation, account: "firm0/lin")
            #expect(word(await zone.register(end, by: f.unit)) == "registered")
            #expect(await asks(4, stand: 1) == "B9")
            #expect(word(await zone.register(end, by: f.unit)) == "invalid account")
            #expect(try await zone.count("FROM qualification WHERE ended_at IS NOT NULL") == 2)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    @Test func relatedPartiesFillTheUnitsShare() async throws {
        try await TestZone.with(Self.limits, stands: 2) { zone in
            let f = try await zone.furnish([instrument("sem-01")], firms: 2)
            let (sem, firm) = (f.instruments[0], f.firms[0])
            // December has 744 open hours, of which 74.4 may be own and related.
            func asks(_ day: Int, _ hours: Int, by requester: Requester, stand: Int = 0) async -> DeskResult {
                await zone.stands[stand].desk.perform(
                    sem.reserve(december(day, 0, hours), by: requester, project: "p"), by: requester)
            }
            let unit = try #require(try await zone.reader.organisation("siom"))
            let other = try #require(try await zone.reader.organisation("firm0"))
            let relate = Relate(organisation: other, unit: unit, until: at("2026-12-01T00:00"), note: nil)
            #expect(booking(await asks(1, 24, by: firm))?.party == .outside)
            #expect(word(await zone.register(relate, by: f.firms[1])) == "forbidden")
            #expect(word(await zone.register(relate, by: f.unit)) == "registered")
            #expect(booking(await asks(2, 24, by: firm, stand: 1))?.party == .related)
            #expect(booking(await asks(3, 24, by: f.unit))?.party == .own)
            #expect(booking(await asks(4, 24, by: firm))?.party == .related)
            // 72 of 74.4 hours are used.
            #expect(word(await asks(5, 3, by: f.unit, stand: 1)) == "O2")
            #expect(word(await asks(5, 3, by: firm)) == "O2")
            #expect(word(await asks(5, 2, by: f.unit)) == "booked")
            #expect(word(await asks(6, 1, by: firm, stand: 1)) == "O2")
            // Another month has another share, an outsider none to keep to.
            let january = Period(start: at("2027-01-04T00:00"), end: at("2027-01-04T20:00"))!
            #expect(word(await zone.desk.perform(sem.reserve(january, by: f.firms[1]), by: f.firms[1])) == "B5")
            #expect(word(await asks(7, 20, by: f.firms[1])) == "booked")
            let end = Unrelate(organisation: other, unit: unit, reason: "sold")
            #expect(word(await zone.register(end, by: f.unit)) == "forbidden")
            #expect(word(await zone.register(end)) == "registered")
            #expect(booking(await asks(8, 1, by: firm))?.party == .outside)
            #expect(try await zone.count("FROM booking WHERE party = 'related'") == 2)
        }
    }

    @Test func smallFirms() async throws {
        try await TestZone.with(Self.limits, stands: 2) { zone in
            let f = try await zone.furnish([instrument("sem-01")])
            let (sem, firm) = (f.instruments[0], f.firms[0])
            let organisation = try #require(try await zone.reader.organisation("firm0"))
            func far(_ hour: Int, stand: Int = 0) async -> DeskResult {
                let start = at("2027-01-15T00:00") + .hours(hour)
                return await zone.stands[stand].desk.perform(
                    sem.reserve(Period(start: start, end: start + .hours(1))!, by: firm), by: firm)
            }
            func certify(_ until: String, by requester: Requester) async -> String {
                word(
                    await zone.register(
                        Certify(organisation: organisation, evidence: "list 7", until: at(until)), by: requester))
            }
            #expect(word(await far(1)) == "B5")
            #expect(await certify("2027-11-30T00:00", by: firm) == "forbidden")
            #expect(await certify("2027-11-30T00:00", by: f.unit) == "forbidden")
            #expect(await certify("2030-11-30T00:00", by: zone.office) == "invalid until")
            #expect(await certify("2026-11-24T09:00", by: zone.office) == "registered")
            let favoured = try #require(booking(await far(1, stand: 1)))
            #expect(favoured.smallFirm && favoured.price == Money(fen: 28_000))
            // It is kept, and counted in the month.
            let month = try await zone.reader.ledger(of: Month(text: "2027-01")!)
            #expect(month.instruments[0].usage(of: Month(text: "2027-01")!).smallFirm == 60)
            // It runs out by itself, without anybody's act.
            zone.clock.set(at("2026-11-24T09:00"))
            #expect(word(await far(2, stand: 1)) == "B5")
            #expect(await certify("2027-11-30T00:00", by: zone.office) == "registered")
            #expect(word(await far(2)) == "booked")
            let end = Decertify(organisation: organisation, reason: "grown")
            #expect(word(await zone.register(end, by: firm)) == "forbidden")
            #expect(word(await zone.register(end)) == "registered")
            #expect(word(await far(3, stand: 1)) == "B5")
            #expect(word(await zone.register(end)) == "invalid organisation")
            let unit = try #require(try await zone.reader.organisation("siom"))
            let wrong = Certify(organisation: unit, evidence: "x", until: at("2027-01-01T00:00"))
            #expect(word(await zone.register(wrong)) == "invalid organisation")
        }
    }

    @Test func strikesSuspendUntilTheyAreLifted() async throws {
        try await TestZone.with(Self.limits, stands: 2) { zone in
            let f = try await zone.furnish([instrument("sem-01")], firms: 2)
            let (sem, firm) = (f.instruments[0], f.firms[0])
            func asks(_ day: Int, by requester: Requester? = nil, stand: Int = 0) async -> DeskResult {
                await zone.stands[stand].desk.perform(
                    sem.reserve(december(day, 9, 10), by: requester ?? firm), by: requester ?? firm)
            }
            for hour in 12...14 {
                let start = at("2026-11-23T00:00") + .hours(hour)
                let time = Period(start: start, end: start + .hours(1))!
                let made = try #require(booking(await zone.desk.perform(sem.reserve(time, by: firm), by: firm)))
                #expect(word(await asks(hour)) == "booked")
                let gone = booking(await zone.stands[hour % 2].desk.perform(sem.cancel(made), by: firm))
                #expect(gone?.life.late == true)
            }
            for stand in 0...1 { #expect(word(await asks(1, stand: stand)) == "B8") }
            #expect(word(await asks(1, by: f.firms[1])) == "booked")
            let facts = try #require(try await zone.reader.organisationFacts(firm.organisation))
            #expect(facts.strikes.count == 3)
            // It ends by itself, 14 days after the start of the last.
            zone.clock.set(at("2026-12-07T13:59"))
            #expect(word(await asks(8, stand: 1)) == "B8")
            zone.clock.set(at("2026-12-07T14:00"))
            #expect(word(await asks(8, stand: 1)) == "booked")
            // Or by an office, which takes the strikes off.
            zone.clock.set(at("2026-11-23T09:00"))
            #expect(word(await asks(9)) == "B8")
            let subject = SuspensionSubject.organisation(facts.organisation)
            #expect(word(await zone.register(Restore(subject, note: nil), by: firm)) == "forbidden")
            guard case .registered(.restored(3)) = await zone.register(Restore(subject, note: "sorry")) else {
                Issue.record("three strikes are lifted")
                return
            }
            for stand in 0...1 { #expect(word(await asks(10 + stand, stand: stand)) == "booked") }
            #expect(word(await zone.register(Restore(subject, note: nil))) == "invalid subject")
        }
    }

    @Test func suspensionsByAnOffice() async throws {
        try await TestZone.with(Self.limits) { zone in
            let f = try await zone.furnish([instrument("sem-01")])
            let (sem, firm) = (f.instruments[0], f.firms[0])
            let organisation = try #require(try await zone.reader.organisation("firm0"))
            func asks(_ day: Int) async -> String {
                word(await zone.desk.perform(sem.reserve(december(day, 9, 10), by: firm), by: firm))
            }
            let whole = SuspensionSubject.organisation(organisation)
            let one = SuspensionSubject.account("firm0/lin", owner: organisation)
            func suspend(_ subject: SuspensionSubject, by requester: Requester) async -> String {
                word(await zone.register(Suspend(subject, reason: "r"), by: requester))
            }
            #expect(await asks(1) == "booked")
            #expect(await suspend(whole, by: firm) == "forbidden")
            #expect(await suspend(whole, by: f.unit) == "forbidden")
            #expect(await suspend(one, by: firm) == "forbidden")
            #expect(await suspend(whole, by: zone.office) == "registered")
            #expect(await suspend(whole, by: zone.office) == "invalid subject")
            #expect(await asks(2) == "forbidden")
            #expect(word(await zone.register(Restore(whole, note: nil))) == "registered")
            #expect(await asks(2) == "booked")
            #expect(await suspend(one, by: zone.office) == "registered")
            #expect(await asks(3) == "signed-out")
            #expect(word(await zone.register(Restore(one, note: nil))) == "registered")
            #expect(await asks(3) == "booked")
            let nobody = SuspensionSubject.account("firm0/none", owner: organisation)
            #expect(await suspend(nobody, by: zone.office) == "not-found")
        }
    }

    @Test func contractsAndSamples() async throws {
        try await TestZone.with(Self.limits) { zone in
            let f = try await zone.furnish([instrument("sem-01") { $0.access = [.assisted, .sample] }])
            let (sem, firm) = (f.instruments[0], f.firms[0])
            let due = at("2026-12-04T17:00")
            let made = try #require(
                booking(
                    await zone.desk.perform(
                        sem.reserve(december(1, 9, 10), by: firm) {
                            $0.access = .sample
                            $0.quantity = 3
                            $0.due = due
                        }, by: firm)))
            #expect(made.due == due && made.quantity == 3 && made.contract == nil)
            let act = DeskAct.booking(
                .contract(made.id, reference: "HT-1"),
                about: BookingSubject(
                    instrument: sem.register.id, unit: f.unit.organisation, organisation: firm.organisation))
            #expect(booking(await zone.desk.perform(act, by: firm))?.contract == "HT-1")
            // A day later: the due date goes along, and all is in the tables.
            #expect(word(await zone.desk.perform(sem.move(made, to: december(2, 9, 10)), by: firm)) == "booked")
            let view = try #require(try await zone.reader.booking(made.id))
            #expect(view.booking.due == due + .days(1) && view.booking.contract == "HT-1")
            #expect(view.booking.access == .sample)
            #expect(try await zone.faultsOfLog() == [])
        }
    }
}
