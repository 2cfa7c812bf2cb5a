import Booking
import Testing

/// START, FINISH and NOSHOW, and what the clock ends.
struct ActualUseTests {
    private let tuesday = period("2026-11-24T10:00", "2026-11-24T12:00")

    private func act(_ act: BookingAct, _ world: World, by requester: Requester = World.unitUser, at now: String)
        -> Decision
    {
        decide(act, by: requester, facts: world.facts, newID: BookingID(0), at: at(now))
    }

    private func running(_ world: inout World, from: String) {
        world.bookings[0].state = .running
        world.bookings[0].life.startedAt = at(from)
        world.channels[0].live[0] = LiveBooking(
            id: BookingID(1), period: tuesday, setUp: 0, cleanDown: 0, state: .running)
    }

    @Test(
        arguments: [
            ("2026-11-24T10:05", nil, [String]()), ("2026-11-24T09:00", nil, []),
            ("2026-11-24T08:59:59", nil, ["invalid at"]),
            ("2026-11-24T11:59:59", nil, []), ("2026-11-24T12:00", nil, ["invalid at"]),
            ("2026-11-24T13:00", "2026-11-24T10:03", []), ("2026-11-24T10:05", "2026-11-24T10:06", ["invalid at"]),
            ("2026-11-25T11:59:59", "2026-11-24T10:03", []), ("2026-11-25T12:00", "2026-11-24T10:03", ["state"]),
        ] as [(String, String?, [String])])
    func starts(_ now: String, _ moment: String?, _ refused: [String]) {
        var world = World()
        world.book(1, tuesday)
        let made = act(.start(BookingID(1), at: moment.map { at($0) }), world, at: now)
        #expect(names(made) == refused)
        if refused.isEmpty {
            #expect(event(made)?.after.state == .running)
            #expect(event(made)?.after.life.startedAt == at(moment ?? now))
        }
    }

    /// Not before the one before has gone: by the booked end, by the actual one, and not while it runs.
    @Test func theOneBeforeGoesFirst() {
        func started(_ before: LiveBooking, _ now: String) -> [String] {
            var world = World()
            world.book(1, tuesday)
            world.channels[0].live.insert(before, at: 0)
            return names(act(.start(BookingID(1), at: nil), world, at: now))
        }
        func before(_ end: String, _ state: BookingState) -> LiveBooking {
            LiveBooking(id: BookingID(7), period: period("2026-11-24T08:00", end), setUp: 0, cleanDown: 0, state: state)
        }
        #expect(started(before("2026-11-24T10:00", .confirmed), "2026-11-24T09:59") == ["invalid at"])
        #expect(started(before("2026-11-24T10:00", .confirmed), "2026-11-24T10:00") == [])
        #expect(started(before("2026-11-24T09:30", .finished), "2026-11-24T09:29") == ["invalid at"])
        #expect(started(before("2026-11-24T09:30", .finished), "2026-11-24T09:30") == [])
        #expect(started(before("2026-11-24T10:20", .finished), "2026-11-24T10:19") == ["invalid at"])
        #expect(started(before("2026-11-24T10:00", .running), "2026-11-24T10:10") == ["state"])
    }

    /// What it costs: 350 an hour, two hours booked.
    @Test(arguments: [
        ("2026-11-24T10:00", "2026-11-24T11:00", Int64(35_000)), ("2026-11-24T10:00", "2026-11-24T12:00", 70_000),
        ("2026-11-24T10:00", "2026-11-24T12:30", 87_500), ("2026-11-24T09:30", "2026-11-24T12:00", 87_500),
        ("2026-11-24T10:30", "2026-11-24T12:30", 70_000), ("2026-11-24T10:30", "2026-11-24T12:30:59", 70_000),
        ("2026-11-24T10:30", "2026-11-24T12:31", 70_583),
    ])
    func actualTimeIsChargedWhereItIsLonger(_ from: String, _ to: String, _ fen: Int64) {
        var world = World()
        world.book(1, tuesday)
        world.bookings[0].price = Money(fen: fen < 70_000 ? 35_000 : 70_000)
        running(&world, from: from)
        let made = event(act(.finish(BookingID(1), at: at(to)), world, at: "2026-11-24T18:00"))
        #expect(made?.after.price.fen == fen && made?.after.life.finishedAt == at(to))
        #expect(made?.after.period == tuesday && made?.after.terms == world.bookings[0].terms)
        // By the sample it is by the sample.
        world.bookings[0].terms = PriceTerms(unitOfCharge: .sample, price: Money(fen: 1_000))
        world.bookings[0].price = Money(fen: 1_000)
        #expect(event(act(.finish(BookingID(1), at: at(to)), world, at: "2026-11-24T18:00"))?.after.price.fen == 1_000)
    }

    @Test(arguments: [
        ("2026-11-24T10:05", ["invalid at"]), ("2026-11-24T10:05:01", []), ("2026-11-24T18:01", ["invalid at"]),
    ])
    func finishesAfterItsStartAndNotInTheFuture(_ moment: String, _ refused: [String]) {
        var world = World()
        world.book(1, tuesday)
        running(&world, from: "2026-11-24T10:05")
        #expect(names(act(.finish(BookingID(1), at: at(moment)), world, at: "2026-11-24T18:00")) == refused)
    }

    /// Of 350 an hour, ten to twelve, which overtime before it kept waiting.
    private func delayed(until: String) -> World {
        var world = World()
        world.book(1, tuesday)
        world.bookings[0].price = Money(fen: 70_000)
        world.bookings[0].life.delayedUntil = at(until)
        return world
    }

    @Test(arguments: [
        // Half an hour lost: an hour and a half is owed, more where more was used.
        ("2026-11-24T10:30", "2026-11-24T10:30", "2026-11-24T11:00", Int64(52_500)),
        ("2026-11-24T10:30", "2026-11-24T10:30", "2026-11-24T12:00", 52_500),
        ("2026-11-24T10:30", "2026-11-24T10:45", "2026-11-24T12:00", 52_500),
        ("2026-11-24T10:30", "2026-11-24T10:30", "2026-11-24T12:30", 70_000),
        // Told late: it had begun in time all the same.
        ("2026-11-24T10:00", "2026-11-24T10:00", "2026-11-24T11:00", 70_000),
    ])
    func timeThatWasTakenIsNotCharged(_ until: String, _ from: String, _ to: String, _ fen: Int64) {
        var world = delayed(until: until)
        running(&world, from: from)
        let made = event(act(.finish(BookingID(1), at: at(to)), world, at: "2026-11-24T18:00"))
        #expect(made?.after.price.fen == fen)
    }

    /// It may be given back after its start, and is awaited from the end of the delay on.
    @Test func whoWasKeptWaitingIsFree() {
        let world = delayed(until: "2026-11-24T10:30")
        let back = act(.cancel(BookingID(1), reason: nil), world, by: World.firmUser, at: "2026-11-24T11:59")
        #expect(event(back)?.after.state == .cancelled && event(back)?.after.life.late == false)
        #expect(
            names(act(.cancel(BookingID(1), reason: nil), world, by: World.firmUser, at: "2026-11-24T12:00")) == [
                "state"
            ])
        #expect(names(act(.noShow(BookingID(1)), world, at: "2026-11-24T10:44")) == ["state"])
        #expect(names(act(.noShow(BookingID(1)), world, at: "2026-11-24T10:45")) == [])
    }

    /// What is recorded days later needs its moment; the longest overtime is a day.
    @Test(
        arguments: [
            ("2026-11-25T12:00", []), ("2026-11-25T12:01", ["invalid at"]), (nil, ["invalid at"]),
        ] as [(String?, [String])])
    func overtimeHasItsEnd(_ moment: String?, _ refused: [String]) {
        var world = World()
        world.book(1, tuesday)
        running(&world, from: "2026-11-24T10:00")
        #expect(
            names(act(.finish(BookingID(1), at: moment.map { at($0) }), world, at: "2026-11-27T09:00")) == refused)
    }

    /// A use that began early holds that time, too.
    @Test func anEarlyStartHoldsItsTime() {
        var world = World()
        world.policy = policy(["B4": ["notice": "0m"]])
        world.book(1, tuesday)
        var facts = world.facts
        if let made = event(act(.start(BookingID(1), at: nil), world, at: "2026-11-24T09:10")) { facts.apply(made) }
        let wish = world.wish(period("2026-11-24T09:15", "2026-11-24T10:00"))
        #expect(
            names(
                decide(
                    .reserve(wish), by: World.firmUser, facts: facts, newID: BookingID(9), at: at("2026-11-24T09:11")))
                == ["conflict"])
    }

    /// Early finish: the rest can be booked, its clean-down kept.
    @Test func anEarlyFinishFreesTheRest() {
        var world = World()
        world.policy = policy(["B4": ["notice": "0m"]])
        world.record.cleanDown = 15
        world.book(1, tuesday)
        world.bookings[0].state = .running
        world.bookings[0].life.startedAt = tuesday.start
        var facts = world.facts
        func reserve(_ from: String) -> [String] {
            names(
                decide(
                    .reserve(world.wish(period(from, "2026-11-24T13:00"))), by: World.firmUser, facts: facts,
                    newID: BookingID(9), at: at("2026-11-24T11:00")))
        }
        #expect(reserve("2026-11-24T11:15") == ["conflict"])
        if let made = event(act(.finish(BookingID(1), at: nil), world, at: "2026-11-24T11:00")) { facts.apply(made) }
        #expect(reserve("2026-11-24T11:00") == ["conflict"])
        #expect(reserve("2026-11-24T11:15") == [])
        // What was booked still counts against the quota, and no more against the number outstanding.
        #expect(facts.organisations[World.firm]?.bookings.map(\.state) == [.finished])
        #expect(facts.organisations[World.firm]?.bookings.first?.period == tuesday)
    }

    @Test(arguments: [
        ("2026-11-24T10:00", ["state"]), ("2026-11-24T10:14:59", ["state"]), ("2026-11-24T10:15", []),
        ("2026-12-01T11:59:59", []), ("2026-12-01T12:00", ["state"]),
    ])
    func aNoShowOnlyAfterItsGrace(_ now: String, _ refused: [String]) {
        var world = World()
        world.book(1, tuesday)
        #expect(names(act(.noShow(BookingID(1)), world, at: now)) == refused)
    }

    /// A booking shorter than the grace: its end.
    @Test func theGraceEndsWithTheBooking() {
        var world = World()
        world.book(1, period("2026-11-24T10:00", "2026-11-24T10:10"))
        #expect(names(act(.noShow(BookingID(1)), world, at: "2026-11-24T10:09:59")) == ["state"])
        #expect(names(act(.noShow(BookingID(1)), world, at: "2026-11-24T10:10")) == [])
    }

    @Test func onlyTheUnitAndItsOfficesRecord() {
        var world = World()
        world.book(1, tuesday)
        let now = "2026-11-24T10:15"
        for step in [BookingAct.start(BookingID(1), at: nil), .noShow(BookingID(1))] {
            #expect(names(act(step, world, by: World.firmUser, at: now)) == ["forbidden"])
            #expect(names(act(step, world, by: World.requester(OrganisationID(21), .firm), at: now)) == ["not-found"])
            #expect(names(act(step, world, by: World.requester(World.otherPark, .park), at: now)) == ["forbidden"])
            for office in [World.requester(World.park, .park), World.requester(World.zoneOffice, .zone)] {
                #expect(names(act(step, world, by: office, at: now)) == [])
            }
        }
    }

    /// Nobody said when it ended: as booked, after the patience.
    @Test(arguments: [("2026-11-24T12:59:59", false), ("2026-11-24T13:00", true), ("2027-01-01T00:00", true)])
    func theClockFinishes(_ now: String, _ isDue: Bool) {
        var world = World()
        world.book(1, tuesday)
        running(&world, from: "2026-11-24T10:20")
        let made = act(.tick(BookingID(1), finishAfter: .hours(1)), world, at: now)
        #expect(names(made) == (isDue ? [] : ["state"]))
        if isDue {
            #expect(event(made)?.step == .finish && event(made)?.after.life.finishedAt == tuesday.end)
            #expect(event(made)?.after.price == world.bookings[0].price)
        }
    }

    /// A confirmed booking that nobody started stays booked time.
    @Test func whatNobodyStartedStays() {
        var world = World()
        world.book(1, tuesday)
        #expect(names(act(.tick(BookingID(1), finishAfter: .hours(1)), world, at: "2027-01-01T00:00")) == ["state"])
    }
}
