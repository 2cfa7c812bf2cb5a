import Booking
import Testing

/// Rule O2: own and related use of an instrument that is open day and night, half of it for the unit itself.
struct OwnUseTests {
    private static func world(_ policies: [String: [String: String]] = [:]) -> World {
        var world = World()
        world.policy = policy(["O2": ["share": "50%"], "B5": ["days": "700d"]].merging(policies) { $1 })
        return world
    }

    /// Own use of so many hours from a moment on.
    private static func use(_ from: Instant, hours: Int, id: Int64 = 500, party: Party = .own) -> SharedUse {
        SharedUse(id: BookingID(id), period: Period(start: from, end: from + .hours(hours))!, party: party)
    }

    /// December has 744 open hours, so 372 for the unit; 350 are used.
    @Test(arguments: [
        ("2026-12-20T00:00", "2026-12-20T21:45", true), ("2026-12-20T00:00", "2026-12-20T22:00", true),
        ("2026-12-20T00:00", "2026-12-20T22:15", false),
        // Another month has its own share.
        ("2027-01-04T00:00", "2027-01-05T00:00", true),
        // Over the month's end only the part before midnight counts here.
        ("2026-12-31T02:00", "2027-01-01T02:00", true), ("2026-12-31T01:45", "2027-01-01T01:45", false),
        ("2026-12-31T02:15", "2027-01-01T02:15", true),
    ]) func edge(_ from: String, _ to: String, _ right: Bool) {
        var world = Self.world()
        world.sharing = [Self.use(at("2026-12-01T00:00"), hours: 350)]
        let time = period(from, to)
        #expect(world.refusals(time, by: World.unitUser, project: "p") == (right ? [] : ["O2"]))
        #expect(world.refusals(time) == [], "outsiders are not capped")
    }

    /// What reaches into the month from the one before counts from midnight on.
    @Test func aBookingOverTheMonthsEndIsSplit() {
        var world = Self.world()
        // 372 hours: 12 of them still in November.
        world.sharing = [Self.use(at("2026-11-30T12:00"), hours: 372)]
        #expect(world.refusals(period("2026-12-20T00:00", "2026-12-20T12:00"), by: World.unitUser, project: "p") == [])
        #expect(
            world.refusals(period("2026-12-20T00:00", "2026-12-20T12:15"), by: World.unitUser, project: "p") == ["O2"])
    }

    /// All of November's share is used. Now is 23 November, 9:00: released two days before.
    @Test(arguments: [
        ("2026-11-25T08:45", true), ("2026-11-25T09:00", true), ("2026-11-25T09:15", false),
        ("2026-11-28T09:00", false),
    ]) func lateRelease(_ from: String, _ right: Bool) {
        var world = Self.world()
        world.sharing = [Self.use(at("2026-11-01T00:00"), hours: 360)]
        let time = Period(start: at(from), end: at(from) + .hours(1))!
        #expect(world.refusals(time, by: World.unitUser, project: "p") == (right ? [] : ["O2"]))
        world.policy = policy(["O2": ["share": "50%", "release": "0m"]])
        #expect(world.refusals(time, by: World.unitUser, project: "p") == ["O2"])
        world.policy = policy(["O2": ["mode": "off"]])
        #expect(world.refusals(time, by: World.unitUser, project: "p") == [])
    }

    /// March has an hour less in Berlin, October one more; neither in Shanghai.
    @Test(arguments: [
        (berlin, "2027-03-01T00:00", 371, 30), (berlin, "2027-10-01T00:00", 372, 30),
        (shanghai, "2027-03-01T00:00", 372, 0), (shanghai, "2027-10-01T00:00", 372, 0),
        (lordHowe, "2027-04-01T00:00", 360, 15), (newYork, "2027-11-01T00:00", 360, 30),
    ]) func realOpenHours(_ calendar: ZoneCalendar, _ month: String, _ hours: Int, _ minutes: Int) {
        var world = Self.world()
        world.calendar = calendar
        let first = at(month, calendar)
        let limit = hours * 60 + minutes
        let used = hours - 10
        world.sharing = [Self.use(first, hours: used)]
        let start = first + .days(20)
        func asks(_ minutes: Int) -> [String] {
            let day = calendar.day(containing: start)
            let from = calendar.instant(day)
            return world.refusals(
                Period(start: from, end: from + .minutes(minutes))!, by: World.unitUser, project: "p")
        }
        #expect(asks(limit - used * 60) == [])
        #expect(asks(limit - used * 60 + 15) == ["O2"])
    }

    @Test func closuresAndChannels() {
        var world = Self.world()
        func most() -> String? {
            world.verdict("O2", period("2026-12-20T00:00", "2026-12-20T01:00"), by: World.unitUser) {
                $0.project = "p"
            }?.limit
        }
        #expect(most() == "372h")
        world.record.openHours = hours("mon-fri 09:00-17:00")
        // 23 working days of 8 hours.
        #expect(most() == "92h")
        world.closures = [
            Closure(
                id: ClosureID(1), channel: nil, period: period("2026-12-04T13:00", "2026-12-07T11:00"),
                reason: "maintenance")
        ]
        // Of the closure 4 hours on Friday and 2 on Monday would have been open.
        #expect(most() == "89h")
        world.channels.append(ChannelFacts(id: ChannelID(2), live: []))
        #expect(most() == "178h")
        world.closures.append(
            Closure(
                id: ClosureID(2), channel: ChannelID(2), period: period("2026-12-01T00:00", "2027-01-01T00:00"),
                reason: "fault"))
        #expect(most() == "89h")
        world.record.openHours = hours("mon-sun 00:00-24:00")
        world.policy = policy(["O2": ["share": "33%"]])
        // Closed 70 hours of the first channel, all of the second; 33 % of 674 hours, to the minute below.
        #expect(most() == "222h25m")
    }

    @Test func relatedUseIsCountedWithTheUnitsOwn() {
        var world = Self.world()
        world.sharing = [
            Self.use(at("2026-12-01T00:00"), hours: 200),
            Self.use(at("2026-12-10T00:00"), hours: 160, id: 501, party: .related),
        ]
        let twelve = period("2026-12-20T00:00", "2026-12-20T12:00")
        let more = period("2026-12-20T00:00", "2026-12-20T12:15")
        #expect(world.refusals(twelve, by: World.unitUser, project: "p") == [])
        #expect(world.refusals(more, by: World.unitUser, project: "p") == ["O2"])
        #expect(world.refusals(more) == [])
        world.people.related = [World.firm: Relation(until: nil)]
        #expect(world.refusals(twelve) == ["B16"])
        #expect(world.refusals(twelve, project: "p") == [])
        #expect(world.refusals(more, project: "p") == ["O2"])
    }

    /// The time that moves is not counted twice, and a move obeys the cap.
    @Test func moves() {
        var world = Self.world()
        let tuesday = period("2026-12-15T00:00", "2026-12-15T12:00")
        world.book(1, tuesday)
        world.bookings[0].party = .own
        world.bookings[0].organisation = World.unit
        world.bookings[0].project = "p"
        world.sharing = [
            Self.use(at("2026-12-01T00:00"), hours: 360), SharedUse(id: BookingID(1), period: tuesday, party: .own),
        ]
        func moved(_ from: String, _ to: String) -> [String] {
            world.refusalsOfMove(1, to: period(from, to), by: World.unitUser)
        }
        #expect(moved("2026-12-20T00:00", "2026-12-20T12:00") == [])
        #expect(moved("2026-12-20T00:00", "2026-12-20T12:15") == ["O2"])
        // Into a month that is full.
        world.sharing.append(Self.use(at("2027-01-01T00:00"), hours: 372, id: 502))
        #expect(moved("2027-01-20T00:00", "2027-01-20T12:00") == ["O2"])
        #expect(moved("2027-02-02T00:00", "2027-02-02T12:00") == [])
    }

    /// Bookings of one batch see each other.
    @Test func whatIsBookedIsCountedAtOnce() throws {
        var world = Self.world()
        world.sharing = [Self.use(at("2026-12-01T00:00"), hours: 350)]
        var facts = world.facts
        func reserve(_ from: String, _ to: String) -> Decision {
            decide(
                .reserve(world.wish(period(from, to), project: "p")), by: World.unitUser, facts: facts,
                newID: BookingID(7), at: world.now)
        }
        let made = try #require(event(reserve("2026-12-20T00:00", "2026-12-20T12:00")))
        facts.apply(made)
        #expect(names(reserve("2026-12-21T00:00", "2026-12-21T10:15")) == ["O2"])
        #expect(names(reserve("2026-12-21T00:00", "2026-12-21T10:00")) == [])
    }

    @Test func saysItsNumbers() throws {
        var world = Self.world()
        world.sharing = [Self.use(at("2026-12-01T00:00"), hours: 350)]
        let verdict = try #require(
            world.verdict("O2", period("2026-12-20T00:00", "2026-12-21T00:00"), by: World.unitUser) { $0.project = "p" }
        )
        #expect(!verdict.passed && verdict.limit == "372h" && verdict.used == "350h" && verdict.asked == "24h")
        #expect(
            verdict.message.en.contains("50% of the open time in 2026-12") && verdict.message.zh.contains("2026-12"))
        #expect(world.verdict("O2", period("2026-12-20T00:00", "2026-12-21T00:00")) == nil)
    }
}
