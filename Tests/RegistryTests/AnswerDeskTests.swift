import Booking
import Postgres
import Testing

@testable import Registry

/// Requests and actual use at the desk: written, read back, raced for.
@Suite struct AnswerDeskTests {
    private static let policy = roomy.merging(["O3": ["unit": "2h", "park": "1h"]]) { $1 }
    private static let asking = instrument("a") { $0.shareMode = "approval" }

    private func step(_ act: BookingAct, _ a: RegisterEntry, of firm: Requester) -> DeskAct {
        .booking(
            act,
            about: BookingSubject(
                instrument: a.register.id, unit: a.register.unit, organisation: firm.organisation))
    }

    private func stored(_ zone: TestZone, _ id: BookingID) async throws -> BookingFacts {
        try #require(try await zone.reader.booking(id)).booking
    }

    /// What the desk remembers after each step is what it would read: a second desk reads it afresh.
    @Test func aWholeLifeIsWrittenAndReadBack() async throws {
        try await TestZone.with(Self.policy, stands: 2) { zone in
            let ground = try await zone.furnish([Self.asking])
            let (a, firm, unit) = (ground.instruments[0], ground.firms[0], ground.unit)
            zone.clock.set(at("2026-11-24T09:00"))
            let time = period("2026-11-24T14:00", "2026-11-24T16:00")
            let made = try #require(booking(await zone.desk.perform(a.reserve(time, by: firm), by: firm)))
            #expect(made.state == .requested && made.life.respondBy == at("2026-11-24T11:00"))
            var seen = try await stored(zone, made.id)
            #expect(seen.state == .requested && seen.life.respondBy == made.life.respondBy)
            // It holds its time.
            #expect(word(await zone.stands[1].desk.perform(a.reserve(time, by: firm), by: firm)) == "conflict")
            zone.clock.set(at("2026-11-24T10:00"))
            let yes = await zone.stands[1].desk.perform(step(.approve(made.id), a, of: firm), by: unit)
            #expect(booking(yes)?.state == .confirmed)
            zone.clock.set(at("2026-11-24T14:05"))
            let begun = await zone.desk.perform(step(.start(made.id, at: nil), a, of: firm), by: unit)
            #expect(booking(begun)?.life.startedAt == at("2026-11-24T14:05"))
            zone.clock.set(at("2026-11-24T15:00"))
            #expect(
                word(
                    await zone.desk.perform(
                        a.reserve(period("2026-11-24T15:15", "2026-11-24T16:00"), by: unit, project: "p"), by: unit))
                    == "conflict")
            let ended = await zone.stands[1].desk.perform(step(.finish(made.id, at: nil), a, of: firm), by: unit)
            #expect(booking(ended)?.state == .finished)
            seen = try await stored(zone, made.id)
            #expect(seen == booking(ended))
            #expect(seen.period == time && seen.life.answeredAt == at("2026-11-24T10:00"))
            // The rest is free at either desk.
            for (stand, from, to) in [
                (0, "2026-11-24T15:00", "2026-11-24T15:30"), (1, "2026-11-24T15:30", "2026-11-24T16:00"),
            ] {
                #expect(
                    word(
                        await zone.stands[stand].desk.perform(
                            a.reserve(period(from, to), by: unit, project: "p"), by: unit)) == "booked")
            }
            let acts = try await zone.reader.history(of: "b\(made.id)").map(\.act)
            #expect(acts == ["reserve", "approve", "start", "finish"])
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// A finished use keeps its clean-down, at the desk that finished it and at one that reads it.
    @Test func theCleanDownAfterAnEarlyFinish() async throws {
        try await TestZone.with(Self.policy, stands: 2) { zone in
            let ground = try await zone.furnish([instrument("a") { $0.cleanDown = 30 }])
            let (a, firm, unit) = (ground.instruments[0], ground.firms[0], ground.unit)
            let time = period("2026-11-24T14:00", "2026-11-24T16:00")
            let made = try #require(booking(await zone.desk.perform(a.reserve(time, by: firm), by: firm)))
            zone.clock.set(time.start)
            _ = await zone.desk.perform(step(.start(made.id, at: nil), a, of: firm), by: unit)
            zone.clock.set(at("2026-11-24T14:30"))
            #expect(word(await zone.desk.perform(step(.finish(made.id, at: nil), a, of: firm), by: unit)) == "booked")
            for stand in zone.stands {
                let early = a.reserve(period("2026-11-24T14:45", "2026-11-24T15:15"), by: firm)
                #expect(word(await stand.desk.perform(early, by: firm)) == "conflict")
            }
            let window = period("2026-11-24T14:30", "2026-11-24T18:00")
            let entry = try await zone.entry("siom/a")
            let free = try await zone.reader.facts(of: [entry], in: window)[a.register.id]?.mergedFreePeriods(
                in: window)
            #expect(free == [period("2026-11-24T15:00", "2026-11-24T18:00")])
            let right = a.reserve(period("2026-11-24T15:00", "2026-11-24T15:30"), by: firm)
            #expect(word(await zone.stands[1].desk.perform(right, by: firm)) == "booked")
        }
    }

    /// The rest of an early finish is wanted by many at once, while it is being finished.
    @Test func theRestOfAnEarlyFinishIsTakenOnce() async throws {
        try await TestZone.with(Self.policy, stands: 2) { zone in
            let ground = try await zone.furnish([instrument("a")], firms: 4)
            let (a, unit) = (ground.instruments[0], ground.unit)
            for day in 1...5 {
                let time = december(day, 9, 17)
                zone.clock.set(time.start - .hours(3))
                let made = try #require(
                    booking(await zone.desk.perform(a.reserve(time, by: ground.firms[0]), by: ground.firms[0])))
                zone.clock.set(time.start)
                _ = await zone.desk.perform(step(.start(made.id, at: nil), a, of: ground.firms[0]), by: unit)
                zone.clock.set(time.start + .hours(2))
                let wanted = ground.firms.map { Asked(a.reserve(december(day, 12, 15), by: $0), by: $0) }
                async let finished = zone.desk.perform(
                    step(.finish(made.id, at: nil), a, of: ground.firms[0]), by: unit)
                async let one = zone.stands[0].desk.performAll(wanted)
                async let two = zone.stands[1].desk.performAll(wanted)
                let results = await (finished, one + two)
                #expect(word(results.0) == "booked")
                let after = await zone.stands[1].desk.performAll(wanted)
                let words = (results.1 + after).map(word)
                #expect(words.count { $0 == "booked" } == 1 && Set(words) == ["booked", "conflict"])
            }
            #expect(try await zone.overlaps() == 0)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// Two daemons with one clock: each step of each request is made exactly once, whoever comes first.
    @Test func twoDesksRaceTheClock() async throws {
        try await TestZone.with(Self.policy, desk: Desk.Settings(lanes: 2, batch: 8), stands: 2) { zone in
            let ground = try await zone.furnish([Self.asking, instrument("b")], firms: 3)
            let (a, unit) = (ground.instruments[0], ground.unit)
            zone.clock.set(at("2026-11-24T09:00"))
            var asked: [Asked] = []
            // Ten that will be granted, and two whose start comes first.
            for day in 1...10 {
                let firm = ground.firms[day % 3]
                asked.append(Asked(a.reserve(december(day, 9, 10), by: firm), by: firm))
            }
            for hour in [10, 11] {
                let time = Period(start: at("2026-11-24T\(hour):30"), end: at("2026-11-24T\(hour):30") + .minutes(30))!
                asked.append(Asked(a.reserve(time, by: ground.firms[0]), by: ground.firms[0]))
            }
            #expect(await zone.desk.performAll(asked).allSatisfy { booking($0)?.state == .requested })
            func race() async throws {
                let now = zone.clock.now()
                async let one = ticks(zone, 0, now)
                async let two = ticks(zone, 1, now)
                _ = try await (one, two)
            }
            for time in ["10:59", "11:00", "11:30", "11:59", "12:00", "12:00", "15:00"] {
                zone.clock.set(at("2026-11-24T\(time)"))
                try await race()
            }
            func acts(_ act: String) async throws -> Int {
                try await zone.count("FROM log WHERE act = $1", .text(act))
            }
            #expect(try await acts("escalate") == 11)
            #expect(try await acts("grant") == 10)
            #expect(try await acts("lapse") == 2)
            #expect(
                try await zone.count(
                    "FROM (SELECT subject, act FROM log GROUP BY 1, 2 HAVING count(*) > 1) x WHERE act IN ('escalate', 'grant', 'lapse')"
                ) == 0)
            #expect(
                try await zone.count(
                    "FROM booking WHERE state = 'confirmed' AND escalated_at = $1",
                    .timestamptz(at("2026-11-24T11:00").timestamp)) == 10)
            #expect(try await zone.reader.dueSteps(by: zone.clock.now(), finishAfter: .hours(24), limit: 10).isEmpty)
            // An answer races the clock: one of them is told that it is too late.
            let late = try #require(
                booking(
                    await zone.desk.perform(a.reserve(december(20, 9, 10), by: ground.firms[0]), by: ground.firms[0])))
            zone.clock.set(try #require(late.life.respondBy) + .days(2))
            let no = step(.decline(late.id, .unsafe, note: nil), a, of: ground.firms[0])
            async let declined = zone.stands[1].desk.perform(no, by: zone.office)
            try await race()
            #expect(word(await declined) == "state")
            #expect(word(await zone.desk.perform(no, by: unit)) == "state")
            #expect(try await stored(zone, late.id).state == .confirmed)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// A daemon's round of clock work.
    @discardableResult
    private func ticks(_ zone: TestZone, _ stand: Int, _ now: Instant, finishAfter: Span = .hours(24)) async throws
        -> [DeskResult]
    {
        let steps = try await zone.stands[stand].reader.dueSteps(by: now, finishAfter: finishAfter, limit: 100)
        return await zone.stands[stand].desk.perform(
            inOrder: steps.map { .booking(.tick($0.booking, finishAfter: finishAfter), about: $0.subject) }, by: .daemon
        )
    }

    /// After a week without a daemon all is as if it had been there, in the order of the moments.
    @Test func anOutageIsCaughtUpWith() async throws {
        try await TestZone.with(Self.policy) { zone in
            let ground = try await zone.furnish([Self.asking, instrument("b")], firms: 2)
            let (a, b, firm, unit) = (ground.instruments[0], ground.instruments[1], ground.firms[0], ground.unit)
            zone.clock.set(at("2026-11-24T09:00"))
            let granted = try #require(
                booking(await zone.desk.perform(a.reserve(december(8, 9, 10), by: firm), by: firm)))
            let lapsed = try #require(
                booking(
                    await zone.desk.perform(
                        a.reserve(period("2026-11-24T11:30", "2026-11-24T12:30"), by: firm), by: firm)))
            let used = try #require(
                booking(
                    await zone.desk.perform(
                        b.reserve(period("2026-11-24T09:30", "2026-11-24T10:30"), by: firm), by: firm)))
            let stays = try #require(
                booking(
                    await zone.desk.perform(
                        b.reserve(period("2026-11-24T15:00", "2026-11-24T16:00"), by: firm), by: firm)))
            zone.clock.set(at("2026-11-24T09:31"))
            _ = await zone.desk.perform(step(.start(used.id, at: nil), b, of: firm), by: unit)
            zone.clock.set(at("2026-12-02T09:00"))
            let due = try await zone.reader.dueSteps(by: zone.clock.now(), finishAfter: .hours(24), limit: 100)
            #expect(due.map(\.booking) == [used.id, granted.id, lapsed.id])
            // A page at a time gives the same.
            let first = try await zone.reader.dueSteps(by: zone.clock.now(), finishAfter: .hours(24), limit: 1)
            let rest = try await zone.reader.dueSteps(
                by: zone.clock.now(), finishAfter: .hours(24), after: first.first, limit: 9)
            #expect(first + rest == due)
            try await ticks(zone, 0, zone.clock.now())
            #expect(try await stored(zone, granted.id).state == .confirmed)
            #expect(try await stored(zone, granted.id).life.escalatedAt == at("2026-11-24T11:00"))
            #expect(try await stored(zone, lapsed.id).state == .lapsed)
            #expect(try await stored(zone, used.id).life.finishedAt == used.period.end)
            #expect(try await stored(zone, stays.id).state == .confirmed)
            #expect(try await ticks(zone, 0, zone.clock.now()).isEmpty)
        }
    }

    @Test func oldKeysGo() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a")])
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            func reserve(_ day: Int) -> Asked {
                Asked(
                    a.reserve(december(day, 9, 10), by: firm), by: firm,
                    key: RequestKey(key: "k\(day)", request: "\(day)"))
            }
            _ = await zone.desk.performAll([reserve(1)])
            zone.clock.set(zone.clock.now() + .days(1))
            _ = await zone.desk.performAll([reserve(2)])
            let keys = zone.stands[0].registry.keys
            let before = try await zone.count("FROM request_key")
            // Exactly 30 days old is kept.
            zone.clock.set(at("2026-11-23T09:00") + .days(30))
            #expect(try await !keys.drop(usedBefore: zone.clock.now() - .days(30)))
            #expect(try await zone.count("FROM request_key") == before)
            #expect(try await !keys.drop(usedBefore: zone.clock.now() - .days(30) + Span(seconds: 1)))
            #expect(try await zone.count("FROM request_key") == before - 1)
            #expect(word(await zone.desk.performAll([reserve(2)])[0]) == "replayed kept booked")
        }
    }

    /// A unit's cancellation is counted, its offers are in the log.
    @Test func aBumpIsCountedAndLogged() async throws {
        try await TestZone.with(Self.policy) { zone in
            let ground = try await zone.furnish([instrument("a")])
            let (a, firm, unit) = (ground.instruments[0], ground.firms[0], ground.unit)
            let made = try #require(booking(await zone.desk.perform(a.reserve(december(1, 9, 11), by: firm), by: firm)))
            let result = await zone.desk.perform(a.cancel(made, reason: "unsafe"), by: unit)
            #expect(booking(result)?.state == .bumped)
            let line = try #require(try await zone.reader.history(of: "b\(made.id)").last)
            #expect(line.act == "bump" && line.reason == "unsafe")
            #expect(line.offers == [december(1, 11, 13), december(1, 13, 15), december(1, 15, 17)])
            #expect(try await stored(zone, made.id).life.reason == "unsafe")
        }
    }
}
