import Booking
import Postgres
import Testing

@testable import Registry

@Suite struct DeskTests {
    @Test func reserveMoveCancel() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("sem-01")])
            let sem = ground.instruments[0]
            let firm = ground.firms[0]
            let reserved = await zone.desk.perform(sem.reserve(december(1, 9, 11), by: firm), by: firm)
            let first = try #require(booking(reserved))
            #expect(first.price == Money(fen: 70_000) && first.state == .confirmed && first.party == .outside)
            let moved = await zone.desk.perform(sem.move(first, to: december(2, 9, 12)), by: firm)
            #expect(booking(moved)?.period == december(2, 9, 12))
            let shown = try #require(try await zone.reader.booking(first.id))
            #expect(shown.booking == booking(moved))
            #expect(shown.instrument.description == "siom/sem-01" && shown.accountName == "firm0/lin")
            let cancelled = await zone.desk.perform(sem.cancel(first), by: firm)
            #expect(word(cancelled) == "booked")
            #expect(word(await zone.desk.perform(sem.cancel(first), by: firm)) == "state")
            #expect(try await zone.reader.booking(first.id)?.booking.state == .cancelled)

            let history = try await zone.reader.history(of: "b\(first.id)")
            #expect(history.map(\.act) == ["reserve", "move", "cancel"])
            #expect(history.map(\.account) == ["firm0/lin", "firm0/lin", "firm0/lin"])
            #expect(history.map(\.fromState) == [nil, "confirmed", "confirmed"])
            #expect(history.map(\.toState) == ["confirmed", "confirmed", "cancelled"])
            #expect(history[0].period == december(1, 9, 11) && history[0].oldPeriod == nil)
            #expect(history[1].oldPeriod == history[0].period && history[2].period == history[1].period)
            #expect(history[2].oldPeriod == nil && !history[2].late)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    @Test func oneBatchWithConflictsInIt() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("sem-01"), instrument("sem-02")], firms: 3)
            let sem = ground.instruments[0]
            let (a, b, c) = (ground.firms[0], ground.firms[1], ground.firms[2])
            let results = await zone.batch([
                Asked(sem.reserve(december(1, 9, 11), by: a), by: a),
                Asked(sem.reserve(december(1, 9, 11), by: b), by: b),
                Asked(sem.reserve(december(1, 10, 12), by: c), by: c),
                Asked(sem.reserve(december(1, 11, 12), by: b), by: b),
                Asked(ground.instruments[1].reserve(december(1, 9, 11), by: b), by: b),
                Asked(sem.reserve(period("2026-12-01T23:00", "2026-12-01T23:10"), by: c), by: c),
            ])
            #expect(results.map(word) == ["booked", "conflict", "conflict", "booked", "booked", "B3"])
            guard case .refused(.conflict(let taken, _)) = results[2] else { throw Missing() }
            #expect(taken == december(1, 9, 11))
            #expect(try await zone.count("FROM booking") == 3)
            #expect(try await zone.count("FROM log WHERE act = 'reserve'") == 3)
            #expect(try await zone.overlaps() == 0)

            // What is freed in a batch may be taken in it, and what is freed is free only once.
            let first = try #require(booking(results[0]))
            let again = await zone.batch([
                Asked(sem.reserve(december(1, 9, 10), by: b), by: b), Asked(sem.cancel(first), by: a),
                Asked(sem.cancel(first), by: a), Asked(sem.reserve(december(1, 10, 11), by: b), by: b),
                Asked(sem.reserve(december(1, 9, 10), by: c), by: c),
                Asked(sem.reserve(december(1, 9, 11), by: a), by: a),
            ])
            #expect(again.map(word) == ["conflict", "booked", "state", "booked", "booked", "conflict"])
            #expect(try await zone.overlaps() == 0)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    @Test func quotasAreSeenWithinABatch() async throws {
        try await TestZone.with(["B6": ["week": "5h"], "B7": ["max": "4"]]) { zone in
            let ground = try await zone.furnish([instrument("a"), instrument("b"), instrument("c")], firms: 2)
            let (a, b) = (ground.firms[0], ground.firms[1])
            let first = ground.instruments[0]
            let results = await zone.batch([
                Asked(first.reserve(december(1, 8, 11), by: a), by: a),
                Asked(first.reserve(december(2, 8, 11), by: a), by: a),
                Asked(first.reserve(december(2, 8, 10), by: a), by: a),
                Asked(first.reserve(december(3, 8, 11), by: b), by: b),
                // The next week has hours of its own.
                Asked(first.reserve(december(7, 8, 11), by: a), by: a),
                Asked(ground.instruments[1].reserve(december(7, 8, 11), by: a), by: a),
                Asked(ground.instruments[2].reserve(december(7, 8, 11), by: a), by: a),
            ])
            #expect(results.map(word) == ["booked", "B6", "booked", "booked", "booked", "booked", "B7"])
            // A cancellation gives the quota back within its own batch.
            let third = try #require(booking(results[4]))
            let again = await zone.batch([
                Asked(ground.instruments[2].reserve(december(7, 8, 11), by: a), by: a),
                Asked(first.cancel(third), by: a),
                Asked(ground.instruments[2].reserve(december(7, 8, 11), by: a), by: a),
            ])
            #expect(again.map(word) == ["B7", "booked", "booked"])
        }
    }

    @Test func channelsAreFilledInTurn() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a") { $0.channels = 3 }], firms: 4)
            let a = ground.instruments[0]
            let results = await zone.batch(
                ground.firms.map { Asked(a.reserve(december(1, 9, 11), by: $0), by: $0) })
            #expect(results.map(word) == ["booked", "booked", "booked", "conflict"])
            #expect(results.compactMap { booking($0)?.channel } == a.channels)
            // A moved booking stays on its channel if it can.
            let second = try #require(booking(results[1]))
            let moved = await zone.batch([Asked(a.move(second, to: december(1, 10, 12)), by: ground.firms[1])])
            #expect(moved.compactMap { booking($0)?.channel } == [a.channels[1]])
            #expect(try await zone.overlaps() == 0)
        }
    }

    /// The gap is the larger of the earlier one's clean-down and the later one's set-up, whoever comes first.
    @Test(arguments: [(30, 60), (60, 30)]) func setUpAndCleanDown(setUp: Int, cleanDown: Int) async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([
                instrument("a") {
                    $0.setUp = setUp
                    $0.cleanDown = cleanDown
                }
            ])
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            func reserve(_ from: String, _ to: String) -> Asked {
                Asked(a.reserve(period("2026-12-01T\(from)", "2026-12-01T\(to)"), by: firm), by: firm)
            }
            let results = await zone.batch([
                reserve("12:00", "13:00"), reserve("13:45", "15:00"), reserve("14:00", "15:00"),
                reserve("10:00", "11:15"),
                reserve("10:00", "11:00"),
            ])
            #expect(results.map(word) == ["booked", "conflict", "booked", "conflict", "booked"])
            #expect(try await zone.overlaps() == 0)
        }
    }

    @Test func onePoisonedActHarmsNoOther() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a"), instrument("b")], firms: 2)
            let (a, b) = (ground.firms[0], ground.firms[1])
            let results = await zone.batch([
                Asked(ground.instruments[0].reserve(december(1, 9, 10), by: a), by: a),
                // PostgreSQL has no text with a zero character in it.
                Asked(ground.instruments[1].reserve(december(1, 9, 10), by: b, project: "\0"), by: b),
                Asked(ground.instruments[0].reserve(december(1, 9, 10), by: b), by: b),
                Asked(ground.instruments[1].reserve(december(1, 9, 10), by: a), by: a),
            ])
            #expect([0, 2, 3].map { word(results[$0]) } == ["booked", "conflict", "booked"])
            #expect(word(results[1]).hasPrefix("failed"))
            #expect(try await zone.count("FROM booking") == 2)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    @Test func aRevokedTokenSignsOut() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a")])
            let firm = ground.firms[0]
            #expect(try await zone.reader.stillHolds(firm))
            #expect(word(await zone.register(RevokeToken(token: "t\(firm.credential)"))) == "registered")
            #expect(word(await zone.register(RevokeToken(token: "t\(firm.credential)"))) == "registered")
            #expect(try await !zone.reader.stillHolds(firm))
            let act = ground.instruments[0].reserve(december(1, 9, 10), by: firm)
            #expect(word(await zone.desk.perform(act, by: firm)) == "signed-out")
            let other = AddAccount(name: "firm0/other")
            #expect(word(await zone.register(other, by: firm)) == "signed-out")
            let renewed = try await zone.token("firm0/lin")
            zone.clock.set(at("2027-11-22T09:00"))
            #expect(try await zone.reader.stillHolds(renewed))
            zone.clock.set(at("2027-11-23T09:00"))
            #expect(word(await zone.desk.perform(act, by: renewed)) == "signed-out")
        }
    }

    @Test func aClosedDeskAnswersWhatItTookAndTakesNothingMore() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a")])
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            async let accepted = zone.desk.performAll(
                (1...20).map { Asked(a.reserve(december($0, 9, 10), by: firm), by: firm) })
            #expect(await accepted.map(word) == Array(repeating: "booked", count: 20))
            zone.desk.close()
            let late = await zone.desk.perform(a.reserve(december(1, 12, 13), by: firm), by: firm)
            #expect(word(late) == "unavailable")
        }
    }

    /// A desk whose task is cancelled ends, and leaves nobody without an answer.
    @Test func aCancelledDeskEnds() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a")])
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            let results = await cancelled(
                zone.secondDesk(Desk.Settings(lanes: 2, batch: 4)),
                (1...20).map { Asked(a.reserve(december($0, 9, 10), by: firm), by: firm) })
            #expect(results.areComplete)
            let words = results.all.map(word)
            #expect(Set(words).isSubset(of: ["booked", "unavailable", "unknown"]))
            let booked = words.count { $0 == "booked" }
            let unknown = words.count { $0 == "unknown" }
            let stored = try await zone.count("FROM booking")
            #expect(stored >= booked && stored <= booked + unknown)
        }
    }

    /// Results of a desk that is cancelled while it works.
    private func cancelled(_ desk: Desk, _ acts: [Asked]) async -> Results {
        let running = Task.detached { await desk.run() }
        let results = Results(acts.count)
        for (index, asked) in acts.enumerated() {
            desk.submit(
                Ticket(act: asked.act, requester: asked.by, key: nil, render: { _ in "" }) { results.set(index, $0) })
        }
        running.cancel()
        await running.value
        return results
    }

    @Test func tooMuchWaiting() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a")])
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            let desk = zone.secondDesk(Desk.Settings(waiting: 2))
            let results = Results(3)
            for index in 0..<3 {
                let act = a.reserve(december(index + 1, 9, 10), by: firm)
                desk.submit(
                    Ticket(act: act, requester: firm, key: nil, render: { _ in "" }) { results.set(index, $0) })
            }
            desk.close()
            await desk.run()
            #expect(results.all.map(word) == ["booked", "booked", "busy"])
        }
    }
}
