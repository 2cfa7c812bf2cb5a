import Booking
import Testing

/// Requests: who is asked, until when, and which answers are taken (rules O3, O4 and O5).
struct AnswerTests {
    /// A world whose instrument asks its unit first; 2 hours and 1 hour of working time unless said otherwise.
    private func asking(_ values: [String: [String: String]] = [:]) -> World {
        var world = World()
        world.record.shareMode = "预约审批"
        world.policy = policy(["O3": ["unit": "2h", "park": "1h"]].merging(values) { $1 })
        return world
    }

    private static let park = World.requester(World.park, .park)
    private static let zone = World.requester(World.zoneOffice, .zone)
    private let wednesday = period("2026-11-25T10:00", "2026-11-25T12:00")

    /// A request of the firm for a period, asked at a time, as the facts hold it afterwards.
    private func request(_ world: inout World, _ time: Period, asked: String) -> BookingFacts {
        world.now = at(asked)
        let made = decide(
            .reserve(world.wish(time)), by: World.firmUser, facts: world.facts, newID: BookingID(1), at: world.now)
        guard let booking = event(made)?.after else { fatalError("\(names(made))") }
        keep(booking, in: &world)
        return booking
    }

    private func keep(_ booking: BookingFacts, in world: inout World) {
        world.bookings = [booking]
        world.firmBookings = [
            QuotaBooking(id: booking.id, instrument: booking.instrument, period: booking.period, state: booking.state)
        ]
        world.channels[0].live = [
            LiveBooking(id: booking.id, period: booking.period, setUp: 0, cleanDown: 0, state: booking.state)
        ]
    }

    private func act(_ act: BookingAct, _ world: World, by requester: Requester, at now: String) -> Decision {
        decide(act, by: requester, facts: world.facts, newID: BookingID(0), at: at(now))
    }

    private func steps(_ decision: Decision) -> [String] {
        guard case .accepted(let accepted) = decision else { return names(decision) }
        return accepted.events.map { "\($0.step.rawValue) \($0.after.state.rawValue)" }
    }

    // MARK: What asks

    @Test(
        arguments: [
            (nil, false), ("", false), ("direct", false), ("外部共享", false), ("by-request", true), ("By Request", true),
            ("approval", true), ("APPROVAL", true), ("审批", true), ("预约审批", true), ("需_审批", true), ("不需审批", false),
        ] as [(String?, Bool)])
    func vocabulary(_ text: String?, _ asks: Bool) {
        var record = InventoryRecord(number: "x")
        record.shareMode = text
        #expect(record.needsApproval == asks)
        #expect((ShareMode(text) == .byRequest) == asks)
    }

    @Test func outsidersAskAndTheUnitDoesNot() {
        let world = asking()
        let outside = event(
            decide(
                .reserve(world.wish(wednesday)), by: World.firmUser, facts: world.facts, newID: BookingID(1),
                at: world.now))
        #expect(outside?.after.state == .requested && outside?.after.life.respondBy == at("2026-11-23T11:00"))
        #expect(outside?.after.answerBy == at("2026-11-23T11:00"))
        let own = event(
            decide(
                .reserve(world.wish(wednesday, project: "P")), by: World.unitUser, facts: world.facts,
                newID: BookingID(1), at: world.now))
        #expect(own?.after.state == .confirmed && own?.after.life.respondBy == nil)
        // CHECK says by when it would be answered.
        let verdicts = try? check(world.wish(wednesday), by: World.firmUser, facts: world.facts, at: world.now).verdicts
        #expect(verdicts?.first { $0.rule == "O3" }?.limit == "2h")
        #expect(verdicts?.contains { $0.rule == "O4" } == false)
    }

    @Test func aRequestHoldsItsTimeAndADeclineFreesIt() {
        var world = asking()
        let one = request(&world, wednesday, asked: "2026-11-23T09:00")
        #expect(world.refusals(period("2026-11-25T11:00", "2026-11-25T13:00")) == ["conflict"])
        var facts = world.facts
        guard
            let declined = event(
                decide(
                    .decline(one.id, .unsafe, note: nil), by: World.unitUser, facts: facts, newID: BookingID(0),
                    at: world.now))
        else { return #expect(Bool(false)) }
        facts.apply(declined)
        let again = decide(
            .reserve(world.wish(wednesday)), by: World.firmUser, facts: facts, newID: BookingID(2), at: world.now)
        #expect(names(again) == [])
    }

    /// B15: a moved booking is a new wish, also where the unit had said yes to the old time.
    @Test func aMoveAsksAgain() {
        var world = asking()
        var one = request(&world, wednesday, asked: "2026-11-23T09:00")
        one = facts(event(act(.approve(one.id), world, by: World.unitUser, at: "2026-11-23T09:30")))
        keep(one, in: &world)
        let moved = facts(
            event(
                act(
                    .move(one.id, to: period("2026-11-26T10:00", "2026-11-26T12:00")), world, by: World.firmUser,
                    at: "2026-11-23T14:00")))
        #expect(moved.state == .requested && moved.life.respondBy == at("2026-11-23T16:00"))
        #expect(moved.life.answeredAt == nil && moved.life.escalatedAt == nil)
        // Where the instrument no longer asks, it is confirmed.
        world.record.shareMode = "direct"
        let direct = event(
            act(
                .move(one.id, to: period("2026-11-26T10:00", "2026-11-26T12:00")), world, by: World.firmUser,
                at: "2026-11-23T14:00"))
        #expect(direct?.after.state == .confirmed && direct?.after.life.respondBy == nil)
    }

    private func facts(_ event: BookingEvent?) -> BookingFacts {
        guard let event else { fatalError("refused") }
        return event.after
    }

    // MARK: O3

    /// Asked on Friday at 16:00 with two hours and one: Monday 10:00 the park, 11:00 granted. One second before, on it.
    @Test(arguments: [
        ("2026-11-27T16:00:01", "unit"), ("2026-11-28T12:00", "unit"), ("2026-11-30T09:59:59", "unit"),
        ("2026-11-30T10:00", "park"), ("2026-11-30T10:59:59", "park"), ("2026-11-30T11:00", "granted"),
        ("2026-12-01T09:59:59", "granted"), ("2026-12-01T11:59:59", "granted"), ("2026-12-01T12:00", "lapsed"),
    ])
    func turns(_ now: String, _ turn: String) {
        var world = asking()
        let one = request(&world, period("2026-12-01T10:00", "2026-12-01T12:00"), asked: "2026-11-27T16:00")
        let clock = RequestClock(one, world.policy, .usual(in: shanghai))
        #expect(clock.turn(at: at(now)).rawValue == turn)
    }

    /// Deadlines to the second: within hours, over noon, a night, a weekend, a holiday, and the days worked for it. Two
    /// working hours; National Day 2026 is off from Thursday 1 to Wednesday 7 October, Saturday 10 October is worked.
    @Test(arguments: [
        ("2026-09-28T09:00", "2026-09-28T11:00"), ("2026-09-28T08:59:59", "2026-09-28T11:00"),
        ("2026-09-28T09:00:01", "2026-09-28T11:01"), ("2026-09-28T10:00", "2026-09-28T12:00"),
        ("2026-09-28T10:01", "2026-09-28T13:01"), ("2026-09-28T12:00", "2026-09-28T15:00"),
        ("2026-09-28T12:30", "2026-09-28T15:00"), ("2026-09-28T15:00", "2026-09-28T17:00"),
        ("2026-09-28T15:01", "2026-09-29T09:01"), ("2026-09-28T17:00", "2026-09-29T11:00"),
        ("2026-09-28T23:59", "2026-09-29T11:00"),
        // The last working day before the holiday, the holiday itself, and its weekday that is off.
        ("2026-09-30T15:00", "2026-09-30T17:00"), ("2026-09-30T15:01", "2026-10-08T09:01"),
        ("2026-09-30T17:00", "2026-10-08T11:00"), ("2026-10-01T10:00", "2026-10-08T11:00"),
        ("2026-10-07T16:59", "2026-10-08T11:00"), ("2026-10-08T09:00", "2026-10-08T11:00"),
        // Into the Saturday that is worked, within it, past it, and over a weekend that is not.
        ("2026-10-09T16:30", "2026-10-10T10:30"), ("2026-10-10T09:00", "2026-10-10T11:00"),
        ("2026-10-10T16:00", "2026-10-12T10:00"), ("2026-10-11T12:00", "2026-10-12T11:00"),
        ("2026-10-16T16:00", "2026-10-19T10:00"),
    ])
    func deadlinesCountWorkingHours(_ asked: String, _ due: String) {
        var world = asking(["B5": ["days": "60d"]])
        let off = (1...7).compactMap { Day(text: "2026-10-0\($0)") }
        world.working = WorkingDays(holidays: Set(off), makeUp: [Day(text: "2026-10-10")!])
        let time = period("2026-10-21T10:00", "2026-10-21T12:00")
        #expect(request(&world, time, asked: asked).life.respondBy == at(due))
    }

    /// Sixteen working hours of seven a day, and eight more.
    @Test func theDefaultHours() {
        var world = asking()
        world.policy = .zhangjiang
        let one = request(&world, period("2026-11-27T10:00", "2026-11-27T12:00"), asked: "2026-11-23T09:00")
        let clock = RequestClock(one, world.policy, .usual(in: shanghai))
        #expect(clock.escalates == at("2026-11-25T11:00") && clock.grants == at("2026-11-26T12:00"))
    }

    @Test func theClockEscalatesGrantsAndLapses() {
        var world = asking()
        let time = period("2026-11-25T10:00", "2026-11-25T12:00")
        let one = request(&world, time, asked: "2026-11-23T09:00")
        let tick = BookingAct.tick(one.id, finishAfter: .hours(1))
        func at(_ now: String) -> [String] { steps(act(tick, world, by: World.firmUser, at: now)) }
        #expect(at("2026-11-23T10:59:59") == ["state"])
        #expect(at("2026-11-23T11:00") == ["escalate requested"])
        #expect(at("2026-11-23T11:59:59") == ["escalate requested"])
        // After an outage all that was missed comes at once, in order.
        #expect(at("2026-11-23T12:00") == ["escalate requested", "grant confirmed"])
        #expect(at("2026-11-25T11:59") == ["escalate requested", "grant confirmed"])
        #expect(at("2026-11-25T12:00") == ["escalate requested", "lapse lapsed"])
        let escalated = facts(event(act(tick, world, by: World.firmUser, at: "2026-11-23T11:05")))
        // The moments are those of the clock, not of the daemon that came late.
        #expect(escalated.life.escalatedAt == moment("2026-11-23T11:00"))
        #expect(escalated.life.respondBy == moment("2026-11-23T12:00"))
        keep(escalated, in: &world)
        #expect(at("2026-11-23T11:59:59") == ["state"])
        #expect(at("2026-11-23T12:00") == ["grant confirmed"])
    }

    private func moment(_ text: String) -> Instant { at(text) }

    /// The start comes first: nobody is asked after it, and what is granted on its very minute stands.
    @Test func aRequestLapsesAtItsStart() {
        for (start, last) in [
            ("2026-11-23T10:30", "lapse lapsed"), ("2026-11-23T11:30", "lapse lapsed"),
            ("2026-11-23T11:45", "lapse lapsed"), ("2026-11-23T12:00", "grant confirmed"),
        ] {
            var world = asking(["B4": ["notice": "0m"]])
            let begin = at(start)
            let one = request(&world, Period(start: begin, end: begin + .hours(1))!, asked: "2026-11-23T09:00")
            let before = TimeText.plain(begin - .minutes(1), in: shanghai).split(separator: " ").joined(separator: "T")
            let tick = BookingAct.tick(one.id, finishAfter: .hours(1))
            #expect(steps(act(tick, world, by: World.firmUser, at: before)).last != "lapse lapsed")
            #expect(steps(act(tick, world, by: World.firmUser, at: start)).last == last, "\(start)")
            if last == "lapse lapsed" {
                #expect(names(act(.approve(one.id), world, by: World.unitUser, at: start)) == ["state"])
                #expect(names(act(.decline(one.id, .unsafe, note: nil), world, by: Self.zone, at: start)) == ["state"])
            }
        }
    }

    /// What came to stand in the way while the request waited: nobody says yes over it, and silence does not.
    @Test func aYesBreaksNoRule() {
        func answers(_ change: (inout World) -> Void) -> (yes: [String], silence: [String], note: String?) {
            var world = asking()
            let one = request(&world, wednesday, asked: "2026-11-23T09:00")
            change(&world)
            let yes = act(.approve(one.id), world, by: World.unitUser, at: "2026-11-23T10:00")
            let clock = act(.tick(one.id, finishAfter: .hours(1)), world, by: World.firmUser, at: "2026-11-23T12:00")
            guard case .accepted(let accepted) = clock else { return (names(yes), names(clock), nil) }
            return (names(yes), steps(clock), accepted.events.last?.note)
        }
        let granted = ["escalate requested", "grant confirmed"]
        let lapsed = ["escalate requested", "lapse lapsed"]
        #expect(answers { _ in } == ([], granted, nil))
        func closure(_ from: String, _ to: String) -> [Closure] {
            [Closure(id: ClosureID(1), channel: nil, period: period(from, to), reason: "maintenance")]
        }
        #expect(answers { $0.closures = closure("2026-11-25T12:00", "2026-11-25T13:00") } == ([], granted, nil))
        #expect(answers { $0.closures = closure("2026-11-25T11:59", "2026-11-25T13:00") } == (["B2"], lapsed, "B2"))
        #expect(answers { $0.record.status = .outOfService } == (["D5"], lapsed, "D5"))
        #expect(
            answers {
                $0.record.status = .outOfService
                $0.record.openHours = hours("mon 09:00-17:00")
            } == (["D5", "B2"], lapsed, "D5,B2"))
        #expect(answers { $0.suspended = true } == (["forbidden"], lapsed, "forbidden"))
        #expect(
            answers {
                $0.firmBookings.append(
                    QuotaBooking(
                        id: BookingID(8), instrument: World.instrument,
                        period: period("2026-11-26T00:00", "2026-11-27T14:01"), state: .confirmed))
            } == (["B6"], lapsed, "B6"))
        // Notice and horizon were kept when it was asked for; waiting takes neither away.
        #expect(
            answers { $0.policy = policy(["O3": ["unit": "2h", "park": "1h"], "B4": ["notice": "30d"]]) } == (
                [], granted, nil
            ))
        #expect(
            answers { $0.policy = policy(["O3": ["unit": "2h", "park": "1h"], "B5": ["days": "1d"]]) } == (
                [], granted, nil
            ))
    }

    @Test func withoutO3ARequestWaitsUntilItsStart() {
        var world = asking(["O3": ["mode": "off"]])
        let one = request(&world, wednesday, asked: "2026-11-23T09:00")
        let tick = BookingAct.tick(one.id, finishAfter: .hours(1))
        #expect(one.answerBy == wednesday.start)
        #expect(steps(act(tick, world, by: World.firmUser, at: "2026-11-25T09:59")) == ["state"])
        #expect(
            steps(act(.decline(one.id, .unsafe, note: nil), world, by: World.unitUser, at: "2026-11-25T09:59")) == [
                "decline declined"
            ])
        #expect(steps(act(tick, world, by: World.firmUser, at: "2026-11-25T10:00")) == ["lapse lapsed"])
    }

    @Test func whoMayAnswerAndWhen() {
        var world = asking()
        let one = request(&world, wednesday, asked: "2026-11-23T09:00")
        let (yes, no) = (BookingAct.approve(one.id), BookingAct.decline(one.id, .unsafe, note: "n"))
        func answers(_ who: Requester, _ now: String) -> [[String]] {
            [yes, no].map { names(act($0, world, by: who, at: now)) }
        }
        #expect(answers(World.unitUser, "2026-11-23T10:59:59") == [[], []])
        #expect(answers(World.unitUser, "2026-11-23T11:00") == [[], ["forbidden"]])
        #expect(answers(Self.park, "2026-11-23T09:01") == [[], []])
        #expect(answers(Self.park, "2026-11-23T11:59:59") == [[], []])
        // Silence has granted it, whether or not the clock's daemon has come by.
        #expect(answers(Self.park, "2026-11-23T12:00") == [[], ["state"]])
        #expect(answers(Self.zone, "2026-11-23T10:00") == [[], []])
        #expect(answers(World.firmUser, "2026-11-23T10:00") == [["forbidden"], ["forbidden"]])
        #expect(
            answers(World.requester(OrganisationID(11), .unit), "2026-11-23T10:00") == [["not-found"], ["not-found"]])
        #expect(answers(World.requester(World.otherPark, .park), "2026-11-23T10:00") == [["forbidden"], ["forbidden"]])
        let declined = event(act(no, world, by: World.unitUser, at: "2026-11-23T10:00"))
        #expect(declined?.after.life.reason == "unsafe" && declined?.note == "n")
        #expect(declined?.after.life.answeredAt == at("2026-11-23T10:00"))
    }

    /// O6: a price that has fallen since the request holds, one that has risen does not.
    @Test(arguments: [(Int64(40_000), Int64(70_000)), (35_000, 70_000), (30_000, 60_000)])
    func thePriceOfConfirmation(_ tariff: Int64, _ price: Int64) {
        var world = asking()
        let one = request(&world, wednesday, asked: "2026-11-23T09:00")
        world.tariffs["imaging"] = [World.tariff(.hour, fen: tariff)]
        let approved = event(act(.approve(one.id), world, by: World.unitUser, at: "2026-11-23T10:00"))
        #expect(approved?.after.price.fen == price)
        #expect(approved?.after.terms.price.fen == price / 2)
        world.tariffs["imaging"] = []
        #expect(
            event(act(.approve(one.id), world, by: World.unitUser, at: "2026-11-23T10:00"))?.after.price == one.price)
    }

    // MARK: O4

    @Test func fullIsTrueOnlyWhileTheTimeIsNotFree() {
        func declined(_ change: (inout World) -> Void) -> [String] {
            var world = asking()
            let one = request(&world, wednesday, asked: "2026-11-23T09:00")
            change(&world)
            return names(act(.decline(one.id, .full, note: nil), world, by: World.unitUser, at: "2026-11-23T10:00"))
        }
        func neighbour(_ from: String, _ to: String) -> LiveBooking {
            LiveBooking(id: BookingID(7), period: period(from, to), setUp: 0, cleanDown: 0)
        }
        #expect(declined { _ in } == ["O4"])
        // Half-open: a neighbour that touches leaves the time free.
        #expect(declined { $0.channels[0].live.append(neighbour("2026-11-25T12:00", "2026-11-25T13:00")) } == ["O4"])
        #expect(declined { $0.channels[0].live.append(neighbour("2026-11-25T11:45", "2026-11-25T13:00")) } == [])
        // Free on the other channel.
        #expect(
            declined {
                $0.channels[0].live.append(neighbour("2026-11-25T11:45", "2026-11-25T13:00"))
                $0.channels.append(ChannelFacts(id: ChannelID(2), live: []))
            } == ["O4"])
        #expect(
            declined {
                $0.closures = [
                    Closure(
                        id: ClosureID(1), channel: nil, period: period("2026-11-25T11:00", "2026-11-25T11:15"),
                        reason: "maintenance")
                ]
            } == [])
        #expect(
            declined {
                $0.closures = [
                    Closure(
                        id: ClosureID(1), channel: nil, period: period("2026-11-25T12:00", "2026-11-25T13:00"),
                        reason: "maintenance")
                ]
            } == ["O4"])
        #expect(declined { $0.policy = policy(["O4": ["mode": "off"], "O3": ["unit": "2h"]]) } == [])
    }

    /// What contradicts the reason is named: the free time of the day, but for the request itself.
    @Test func whatIsFreeIsNamed() {
        var world = asking()
        world.record.openHours = hours("mon-fri 09:00-17:00")
        let one = request(&world, wednesday, asked: "2026-11-23T09:00")
        world.channels[0].live.append(
            LiveBooking(
                id: BookingID(7), period: period("2026-11-25T14:00", "2026-11-25T15:00"), setUp: 0, cleanDown: 0))
        let free = [period("2026-11-25T09:00", "2026-11-25T14:00"), period("2026-11-25T15:00", "2026-11-25T17:00")]
        for reason in [DeclineReason.full, .broken] {
            let said = act(.decline(one.id, reason, note: nil), world, by: World.unitUser, at: "2026-11-23T10:00")
            guard case .refused(.rules(let verdicts)) = said else { return #expect(Bool(false)) }
            #expect(verdicts.map(\.free) == [free] && verdicts[0].rule == "O4" && verdicts[0].asked == reason.rawValue)
            #expect(verdicts[0].message.en.contains("2026-11-25 09:00-14:00, 2026-11-25 15:00-17:00"))
            #expect(verdicts[0].message.zh.contains("2026-11-25 09:00-14:00"))
        }
    }

    @Test func brokenIsTrueOnlyWithAFaultOnRecord() {
        func answers(_ change: (inout World) -> Void) -> [String] {
            var world = asking()
            let one = request(&world, wednesday, asked: "2026-11-23T09:00")
            change(&world)
            return names(act(.decline(one.id, .broken, note: nil), world, by: World.unitUser, at: "2026-11-23T10:00"))
        }
        func closure(_ from: String, _ to: String, _ reason: String, channel: ChannelID? = nil) -> [Closure] {
            [Closure(id: ClosureID(1), channel: channel, period: period(from, to), reason: reason)]
        }
        #expect(answers { _ in } == ["O4"])
        #expect(answers { $0.record.status = .outOfService } == [])
        #expect(answers { $0.closures = closure("2026-11-25T11:59", "2026-11-26T00:00", "fault") } == [])
        #expect(answers { $0.closures = closure("2026-11-25T12:00", "2026-11-26T00:00", "fault") } == ["O4"])
        #expect(answers { $0.closures = closure("2026-11-24T12:00", "2026-11-25T10:00", "fault") } == ["O4"])
        #expect(answers { $0.closures = closure("2026-11-25T11:59", "2026-11-26T00:00", "maintenance") } == ["O4"])
        #expect(
            answers { $0.closures = closure("2026-11-25T10:00", "2026-11-25T12:00", "fault", channel: ChannelID(9)) }
                == ["O4"])
        #expect(answers { $0.disclosure = .withdrawn(reason: "broken", until: nil, since: Instant(seconds: 0)) } == [])
        #expect(
            answers { $0.disclosure = .withdrawn(reason: "relocated", until: nil, since: Instant(seconds: 0)) } == [
                "O4"
            ])
        #expect(
            answers {
                $0.disclosure = .withdrawn(reason: "broken", until: at("2026-11-25T10:00"), since: Instant(seconds: 0))
            } == ["O4"])
    }

    @Test(arguments: [
        ([AccessMode.assisted], AccessMode?.none, [String]()), ([.assisted], .assisted, []),
        ([.assisted, .selfOperated], .assisted, ["O4"]), ([.assisted, .sample], nil, ["O4"]),
        ([.assisted, .remote], .assisted, []), ([.assisted, .remote], .remote, ["O4"]),
        ([.selfOperated], .selfOperated, ["O4"]),
    ])
    func noStaffIsTrueOnlyWhereStaffIsNeeded(_ offered: [AccessMode], _ asked: AccessMode?, _ refused: [String]) {
        var world = asking()
        world.record.access = offered
        world.people.qualified = [World.firmUser.account: Qualification(until: nil)]
        var one = request(&world, wednesday, asked: "2026-11-23T09:00")
        one.access = asked
        keep(one, in: &world)
        #expect(
            names(act(.decline(one.id, .noStaff, note: nil), world, by: World.unitUser, at: "2026-11-23T10:00"))
                == refused)
    }

    @Test(arguments: [DeclineReason.unsafe, .notSuitable, .restricted])
    func nothingSpeaksAgainst(_ reason: DeclineReason) {
        var world = asking()
        let one = request(&world, wednesday, asked: "2026-11-23T09:00")
        #expect(
            names(act(.decline(one.id, reason, note: nil), world, by: World.unitUser, at: "2026-11-23T10:00")) == [])
    }

    // MARK: O5

    @Test func aUnitTakesBackOnlyForATrueReasonAndOffersInstead() {
        var world = World()
        world.book(1, wednesday)
        world.book(2, period("2026-11-25T12:00", "2026-11-25T14:00"))
        func taken(_ reason: String?) -> Decision {
            act(.cancel(BookingID(1), reason: reason), world, by: World.unitUser, at: "2026-11-23T10:00")
        }
        #expect(names(taken(nil)) == ["invalid reason"] && names(taken("full")) == ["invalid reason"])
        #expect(names(taken("broken")) == ["O5"] && names(taken("no-staff")) == ["O5"])
        let bump = event(taken("unsafe"))
        #expect(bump?.step == .bump && bump?.after.state == .bumped && bump?.after.life.late == false)
        // The next three that RESERVE would take; not the old time, nor what others hold.
        #expect(
            bump?.offers == [
                period("2026-11-25T14:00", "2026-11-25T16:00"), period("2026-11-25T16:00", "2026-11-25T18:00"),
                period("2026-11-25T18:00", "2026-11-25T20:00"),
            ])
        var facts = world.facts
        if let bump { facts.apply(bump) }
        for offer in bump?.offers ?? [] {
            let again = decide(
                .reserve(world.wish(offer)), by: World.firmUser, facts: facts, newID: BookingID(9), at: world.now)
            #expect(names(again) == [])
        }
        // Broken from then on: nothing can be offered but what comes before.
        world.closures = [
            Closure(
                id: ClosureID(1), channel: nil, period: period("2026-11-25T10:00", "2026-12-24T00:00"), reason: "fault")
        ]
        let fault = event(taken("broken"))
        #expect(fault?.offers.first == period("2026-11-23T12:00", "2026-11-23T14:00"))
        world.policy = policy(["O5": ["mode": "off"]])
        world.closures = []
        #expect(event(taken("broken"))?.offers == [])
    }

    @Test func aRequestIsAnsweredNotTakenBack() {
        var world = asking()
        let one = request(&world, wednesday, asked: "2026-11-23T09:00")
        #expect(
            names(act(.cancel(one.id, reason: "unsafe"), world, by: World.unitUser, at: "2026-11-23T10:00")) == [
                "state"
            ])
        // Its firm may give it back at any time, and that is never late.
        let back = event(act(.cancel(one.id, reason: nil), world, by: World.firmUser, at: "2026-11-25T09:59"))
        #expect(back?.after.state == .cancelled && back?.after.life.late == false)
    }
}
