import Booking
import Postgres
import Support
import Testing

@testable import Registry

/// Waiting lists in the database: in order, never twice, never past a rule, from two daemons.
@Suite struct WaitingTests {
    private static let window = december(1, 9, 17)

    private func wait(
        _ entry: RegisterEntry, _ firm: Requester, hours: Int = 2, in window: Period = WaitingTests.window
    ) -> AddWish {
        let period = Period(start: window.start, end: window.start + .hours(hours))!
        return AddWish(
            wish: Reservation(instrument: entry.register.id, period: period, service: "imaging"), window: window,
            unit: entry.register.unit, organisation: firm.organisation)
    }

    private func offer(_ entry: RegisterEntry, _ firms: [Requester]) -> OfferFreedTime {
        OfferFreedTime(
            instrument: entry.register.id, unit: entry.register.unit, organisations: firms.map(\.organisation),
            hold: .hours(4))
    }

    private func offered(_ result: DeskResult) -> [BookingFacts] {
        guard case .registered(.offered(let events)) = result else { return [] }
        return events.map(\.after)
    }

    private func act(_ act: BookingAct, _ booking: BookingFacts, _ entry: RegisterEntry) -> DeskAct {
        .booking(
            act,
            about: BookingSubject(
                instrument: booking.instrument, unit: entry.register.unit, organisation: booking.organisation))
    }

    @Test func fromTheListToTheBooking() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a")], firms: 4)
            let (a, firms) = (ground.instruments[0], ground.firms)
            let standing = booking(
                await zone.desk.perform(a.reserve(december(1, 9, 17), by: firms[3]), by: firms[3]))!
            for firm in firms[..<3] {
                #expect(word(await zone.register(wait(a, firm, hours: 8), by: firm)) == "registered")
            }
            #expect(offered(await zone.register(offer(a, firms), by: .daemon)).isEmpty, "nothing is free")
            let lists = try await zone.reader.wishes(of: firms[2].organisation, closedToo: false)
            #expect(lists.map(\.place) == [3] && lists.map(\.state) == ["waiting"])
            let end = try await zone.reader.logEnd()
            #expect(try await zone.reader.waitedFor(after: end, upTo: end) == [])
            _ = await zone.desk.perform(a.cancel(standing), by: firms[3])
            let later = try await zone.reader.logEnd()
            #expect(try await zone.reader.waitedFor(after: end, upTo: later).map(\.instrument) == [a.register.id])

            // The first, and nobody else; asked again, nobody.
            let first = offered(await zone.register(offer(a, firms), by: .daemon))
            #expect(first.map(\.organisation) == [firms[0].organisation])
            #expect(offered(await zone.register(offer(a, firms), by: .daemon)).isEmpty)
            let own = try await zone.reader.wishes(of: firms[0].organisation, closedToo: false)
            #expect(own[0].state == "offered" && own[0].offer == first[0].id && own[0].offered == first[0].period)
            #expect(own[0].respondBy == zone.clock.now() + .hours(4))
            let asked = word(await zone.desk.perform(a.reserve(december(1, 9, 10), by: firms[3]), by: firms[3]))
            #expect(asked == "conflict", "the offer holds the time")
            let unwaited = await zone.register(WithdrawWish(wish: own[0].id), by: firms[0])
            #expect(word(unwaited) == "invalid wait")

            // It is given back: the next.
            _ = await zone.desk.perform(act(.cancel(first[0].id, reason: nil), first[0], a), by: firms[0])
            let second = offered(await zone.register(offer(a, firms), by: .daemon))
            #expect(second.map(\.organisation) == [firms[1].organisation])
            // It runs out: the next, who takes it.
            zone.clock.set(zone.clock.now() + .hours(4))
            let due = try await zone.reader.offersDue(limit: 10)
            #expect(due.map(\.booking) == [second[0].id])
            #expect(word(await zone.desk.perform(act(.accept(second[0].id), second[0], a), by: firms[1])) == "state")
            #expect(
                word(await zone.desk.perform(.booking(.lapseOffer(due[0].booking), about: due[0].subject), by: .daemon))
                    == "booked")
            #expect(
                word(await zone.desk.perform(.booking(.lapseOffer(due[0].booking), about: due[0].subject), by: .daemon))
                    == "state")
            let third = offered(await zone.register(offer(a, firms), by: .daemon))
            #expect(third.map(\.organisation) == [firms[2].organisation])
            let taken = await zone.desk.perform(act(.accept(third[0].id), third[0], a), by: firms[2])
            #expect(booking(taken)?.state == .confirmed)
            #expect(try await zone.reader.booking(third[0].id)?.booking.offer == nil)
            let states = try await zone.count(
                "FROM wish WHERE state IN ('declined', 'lapsed', 'taken') AND closed_at IS NOT NULL")
            #expect(states == 3)
            #expect(try await zone.overlaps() == 0)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    @Test func wishesAreWithdrawnAndExpire() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a")], firms: 2)
            let (a, firms) = (ground.instruments[0], ground.firms)
            _ = await zone.desk.perform(a.reserve(december(1, 9, 17), by: firms[0]), by: firms[0])
            for firm in firms { await zone.register(wait(a, firm), by: firm) }
            let mine = try await zone.reader.wishes(of: firms[0].organisation, closedToo: false)[0].id
            #expect(word(await zone.register(WithdrawWish(wish: mine), by: firms[1])) == "not-found")
            #expect(word(await zone.register(WithdrawWish(wish: mine), by: firms[0])) == "registered")
            #expect(word(await zone.register(WithdrawWish(wish: mine), by: firms[0])) == "invalid wait")
            #expect(
                try await zone.reader.waiting(for: a.register.id).map(\.requester.organisation) == [
                    firms[1].organisation
                ])
            zone.clock.set(december(1, 17, 18).start)
            #expect(try await zone.reader.waiting(for: a.register.id).isEmpty)
            #expect(
                try await zone.reader.wishes(of: firms[1].organisation, closedToo: true).map(\.state) == ["expired"])
            #expect(try await zone.reader.hasExpiredWishes())
            #expect(word(await zone.register(ExpireWishes(), by: .daemon)) == "registered")
            #expect(try await !zone.reader.hasExpiredWishes())
            let past = word(await zone.register(wait(a, firms[0]), by: firms[0]))
            #expect(past == "invalid to")
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// Who was told that the wish is off the list gets no offer after that.
    @Test func aWithdrawnWishIsNeverOffered() async throws {
        try await TestZone.with(roomy, stands: 2) { zone in
            let ground = try await zone.furnish([instrument("a")])
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            for _ in 0..<20 {
                guard case .registered(.waiting(let id)) = await zone.register(wait(a, firm), by: firm) else {
                    Issue.record("the wish was refused")
                    return
                }
                async let made = zone.stands[0].desk.perform(.register(offer(a, [firm])), by: .daemon)
                async let gone = zone.stands[1].desk.perform(.register(WithdrawWish(wish: id)), by: firm)
                let (offers, withdrawn) = await (offered(made), word(gone))
                #expect((withdrawn == "registered") == offers.isEmpty)
                for held in offers {
                    _ = await zone.desk.perform(act(.cancel(held.id, reason: nil), held, a), by: firm)
                }
            }
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// A waiting list does not make any daemon forget what it remembers.
    @Test func waitingIsNoFactOfTheRules() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a")])
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            let start = try await zone.reader.logEnd()
            await zone.register(wait(a, firm), by: firm)
            let rows = try await zone.side.query(
                Statement(SQL.missed, .int8(start), .int8(try await zone.reader.logEnd())))
            #expect(rows.isEmpty)
        }
    }

    @Test func tooManyWishesAreRefused() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a")])
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            for _ in 0..<AddWish.most { await zone.register(wait(a, firm), by: firm) }
            #expect(word(await zone.register(wait(a, firm), by: firm)) == "invalid instrument")
        }
    }

    /// All wish for the same, all come and go at once, from two daemons: the offers are in the order of the list, and
    /// none is made twice.
    @Test func theOrderHoldsUnderRaces() async throws {
        try await TestZone.with(roomy, stands: 2) { zone in
            let ground = try await zone.furnish([instrument("a")], firms: 6)
            let (a, firms) = (ground.instruments[0], ground.firms)
            let slot = december(1, 9, 10)
            let blocker = booking(await zone.desk.perform(a.reserve(slot, by: firms[0]), by: firms[0]))!
            await withTaskGroup(of: Void.self) { group in
                for (index, firm) in firms.enumerated() {
                    group.addTask {
                        for _ in 0..<5 {
                            _ = await zone.stands[index % 2].desk.perform(
                                .register(wait(a, firm, hours: 1, in: slot)), by: firm)
                        }
                    }
                }
            }
            _ = await zone.desk.perform(a.cancel(blocker), by: firms[0])
            var random = Seeded(state: 31)
            for _ in 0..<60 {
                let takes = Bool.random(using: &random)
                async let one = zone.stands[0].desk.perform(.register(offer(a, firms)), by: .daemon)
                async let two = zone.stands[1].desk.perform(.register(offer(a, firms)), by: .daemon)
                let made = await [one, two].flatMap(offered)
                #expect(made.count <= 1)
                guard let held = made.first else { continue }
                // Both sides do away with it at the same time, one way or another.
                let by = firms.first { $0.organisation == held.organisation }!
                async let taken = zone.stands[0].desk.perform(act(.accept(held.id), held, a), by: by)
                async let given = zone.stands[1].desk.perform(act(.cancel(held.id, reason: nil), held, a), by: by)
                let results = await [taken, given].map(word).sorted()
                #expect(results == ["booked", "state"] || results == ["booked", "booked"])
                if try await zone.count("FROM booking WHERE live") > 0 {
                    _ = await zone.stands[takes ? 0 : 1].desk.perform(a.cancel(held), by: by)
                }
            }
            let order = try await zone.side.query(
                Statement("SELECT (after->>'offer')::int8 FROM log WHERE act = 'offer' ORDER BY seq")
            ).map { try $0.decode(0, as: Int64.self) }
            #expect(order.count == 30 && order == order.sorted() && Set(order).count == 30)
            #expect(try await zone.count("FROM wish WHERE state = 'waiting'") == 0)
            #expect(try await zone.overlaps() == 0)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// Random acts of everybody on both desks. Whatever was offered was within the rules at that moment, no time is held
    /// twice, no wish has two offers, and in the end nobody waits for what could be had.
    @Test func randomActsNeverBypassARule() async throws {
        let strict = ["B4": ["notice": "2h"], "B6": ["week": "6h"], "B7": ["max": "3"]]
        try await TestZone.with(strict, stands: 2) { zone in
            let ground = try await zone.furnish([instrument("a") { $0.cleanDown = 15 }], firms: 5)
            let (a, firms, unit) = (ground.instruments[0], ground.firms, ground.unit)
            await withTaskGroup(of: Void.self) { group in
                for lane in 0..<4 {
                    group.addTask {
                        var random = Seeded(state: UInt64(40 + lane))
                        let desk = zone.stands[lane % 2].desk
                        for _ in 0..<60 {
                            let firm = firms.randomElement(using: &random)!
                            let start = december(1, 0, 1).start + .minutes(30 * Int.random(in: 0..<96, using: &random))
                            let period = Period(
                                start: start, end: start + .minutes(30 * Int.random(in: 1...6, using: &random)))!
                            switch Int.random(in: 0..<8, using: &random) {
                            case 0...2: _ = await desk.perform(a.reserve(period, by: firm), by: firm)
                            case 3:
                                _ = await desk.perform(
                                    .register(
                                        wait(
                                            a, firm, hours: 1,
                                            in: Period(start: period.start, end: period.end + .hours(3))!)),
                                    by: firm)
                            case 4, 5: _ = await desk.perform(.register(offer(a, firms)), by: .daemon)
                            case 6:
                                guard let live = try? await Self.anyLive(zone, &random),
                                    let by = firms.first(where: { $0.organisation == live.organisation })
                                else { continue }
                                let takes = live.offer != nil && Bool.random(using: &random)
                                _ = await desk.perform(
                                    takes ? act(.accept(live.id), live, a) : a.cancel(live), by: by)
                            default:
                                let closed = await desk.perform(
                                    .register(
                                        CloseInstrument(
                                            instrument: a.register.id, unit: unit.organisation, period: period,
                                            reason: .fault, note: nil)), by: unit)
                                guard case .registered(.closed(let id, _, _)) = closed else { continue }
                                _ = await desk.perform(
                                    .register(
                                        ReopenInstrument(
                                            closure: id, instrument: a.register.id, unit: unit.organisation)), by: unit)
                            }
                        }
                    }
                }
            }
            #expect(try await zone.overlaps() == 0)
            #expect(try await zone.faultsOfLog() == [])
            let twice = try await zone.count(
                "FROM (SELECT after->>'offer' FROM log WHERE act = 'offer' GROUP BY 1 HAVING count(*) > 1) AS t")
            #expect(twice == 0)
            // Held or booked, the quotas bind.
            let over = try await zone.count(
                """
                FROM (SELECT organisation_id FROM booking WHERE live GROUP BY 1
                    HAVING count(*) > 3 OR sum(ends_at - starts_at) > interval '6 hours') AS t
                """)
            #expect(over == 0)
            let strays = try await zone.count(
                """
                FROM booking b FULL JOIN wish w ON w.id = b.wish_id AND w.booking_id = b.id AND w.state = 'offered'
                WHERE b.wish_id IS NOT NULL AND b.state = 'requested' AND w.id IS NULL OR w.state = 'offered' AND b.id IS NULL
                """)
            #expect(strays == 0, "every offer has its wish and every offered wish its offer")
            #expect(try await zone.count("FROM log WHERE act = 'offer'") > 0)
            while !offered(await zone.register(offer(a, firms), by: .daemon)).isEmpty {}
            let waiting = try await zone.reader.waiting(for: a.register.id)
            let facts = try await zone.reader.facts(
                of: a.register.id, unit: a.register.unit, for: firms.map(\.organisation))
            #expect(facts.offers(to: waiting, hold: .hours(4), newID: { BookingID(0) }, at: zone.clock.now()).isEmpty)
        }
    }

    private static func anyLive(_ zone: TestZone, _ random: inout Seeded) async throws -> BookingFacts? {
        var search = BookingSearch()
        search.leavesOutGone = true
        return try await zone.reader.bookings(search, limit: 50).randomElement(using: &random)?.booking
    }
}
