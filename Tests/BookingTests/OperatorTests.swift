import Booking
import Testing

/// Rule B10: somebody assists, in his or her hours, and nobody assists two at a time.
struct OperatorTests {
    private let time = period("2026-11-24T10:00", "2026-11-24T12:00")

    private func world(_ operators: [OperatorFacts]) -> World {
        var world = World()
        world.people.isStaffed = true
        world.operators = operators
        return world
    }

    private func wang(
        _ duty: (String, String)? = nil, hours text: String? = nil, instruments: Set<InstrumentID>? = nil,
        _ calendar: ZoneCalendar = shanghai
    ) -> OperatorFacts {
        OperatorFacts(
            id: OperatorID(1), name: "siom/wang", hours: text.map { hours($0) }, instruments: instruments,
            duties: duty.map { [.init(booking: BookingID(800), occupied: period($0.0, $0.1, calendar))] } ?? [])
    }

    private let li = OperatorFacts(id: OperatorID(2), name: "siom/li", hours: nil, instruments: nil)

    @Test(arguments: [
        // Busy before and after: touching is no overlap.
        ("2026-11-24T08:00", "2026-11-24T10:00", true), ("2026-11-24T08:00", "2026-11-24T10:01", false),
        ("2026-11-24T08:00", "2026-11-24T09:59", true), ("2026-11-24T12:00", "2026-11-24T14:00", true),
        ("2026-11-24T11:59", "2026-11-24T14:00", false), ("2026-11-24T10:30", "2026-11-24T11:00", false),
        ("2026-11-24T09:00", "2026-11-24T13:00", false), ("2026-11-25T10:00", "2026-11-25T12:00", true),
    ]) func otherDuties(_ from: String, _ to: String, _ right: Bool) {
        #expect(world([wang((from, to))]).refusals(time) == (right ? [] : ["B10"]))
    }

    /// The clean-down after the use takes the operator's time too; set-up does not.
    @Test(arguments: [(30, "2026-11-24T12:30", true), (45, "2026-11-24T12:30", false)])
    func cleanDown(_ minutes: Int, _ from: String, _ right: Bool) {
        var world = world([wang((from, "2026-11-24T14:00"))])
        world.record.cleanDown = minutes
        world.record.setUp = 60
        #expect(world.refusals(time) == (right ? [] : ["B10"]))
    }

    @Test(arguments: [
        ("tue 10:00-12:00", true), ("tue 10:15-12:00", false), ("tue 10:00-11:45", false),
        ("tue 09:00-11:00,11:30-17:00", false), ("wed 00:00-24:00", false), ("mon-sun 00:00-24:00", true),
    ]) func hoursOfWork(_ text: String, _ right: Bool) {
        #expect(world([wang(hours: text)]).refusals(time) == (right ? [] : ["B10"]))
    }

    /// Over midnight, the week's end and a change of the clock.
    @Test func hoursOverTheClocksChange() {
        var world = world([wang(hours: "sat 20:00-24:00; sun 00:00-04:00")])
        world.calendar = berlin
        world.policy = policy(["B5": ["days": "400d"]])
        #expect(world.refusals(period("2027-10-30T22:00", "2027-10-31T04:00", berlin)) == [])
        #expect(world.refusals(period("2027-10-30T22:00", "2027-10-31T04:15", berlin)) == ["B10"])
        #expect(world.refusals(period("2027-03-27T22:00", "2027-03-28T04:00", berlin)) == [])
        #expect(world.refusals(period("2027-03-27T19:45", "2027-03-28T04:00", berlin)) == ["B10"])
    }

    @Test func whoeverIsFreeAssists() {
        let busy = wang(("2026-11-24T10:00", "2026-11-24T11:00"))
        #expect(event(world([busy, li]).answer(time))?.after.operatorID == OperatorID(2))
        #expect(event(world([wang(), li]).answer(time))?.after.operatorID == OperatorID(1))
        // Not at this instrument.
        #expect(world([wang(instruments: [InstrumentID(9)])]).refusals(time) == ["B10"])
        #expect(world([wang(instruments: [InstrumentID(9), World.instrument])]).refusals(time) == [])
    }

    /// No staff is said truly only where nobody who is entered works then and is free (rules O4 and O5).
    @Test(
        arguments: [
            (nil, nil, ["O4"]), (nil, ("2026-11-24T08:00", "2026-11-24T10:00"), ["O4"]),
            (nil, ("2026-11-24T11:59", "2026-11-24T14:00"), []), ("tue 10:00-12:00", nil, ["O4"]),
            ("tue 10:15-12:00", nil, []), ("wed 00:00-24:00", nil, []),
        ] as [(String?, (String, String)?, [String])])
    func noStaff(_ hours: String?, _ duty: (String, String)?, _ refused: [String]) {
        var world = world([wang(duty, hours: hours)])
        world.record.access = [.assisted]
        world.book(1, time)
        world.bookings[0].access = .assisted
        world.bookings[0].operatorID = OperatorID(1)
        func act(_ act: BookingAct, _ world: World) -> [String] {
            names(
                decide(
                    act, by: World.unitUser, facts: world.facts, newID: BookingID(0), at: at("2026-11-23T10:00")))
        }
        let cancel = BookingAct.cancel(BookingID(1), reason: "no-staff")
        #expect(act(cancel, world) == (refused.isEmpty ? [] : ["O5"]))
        world.bookings[0].state = .requested
        world.bookings[0].life.respondBy = at("2026-11-24T09:00")
        let decline = BookingAct.decline(BookingID(1), .noStaff, note: nil)
        #expect(act(decline, world) == refused)
    }

    /// No operators published for it: assistance is the unit's to arrange. Other ways of use need none.
    @Test func whereNoneIsNeeded() throws {
        var world = world([wang(("2026-11-24T10:00", "2026-11-24T12:00"))])
        world.record.access = [.selfOperated, .assisted, .sample]
        world.people.qualified = [World.firmUser.account: Qualification(until: nil)]
        for access in [AccessMode.selfOperated, .sample] {
            #expect(world.refusals(time) { $0.access = access } == [])
            #expect(event(world.answer(time) { $0.access = access })?.after.operatorID == nil)
        }
        let refused = try #require(world.verdict("B10", time) { $0.access = .assisted })
        #expect(!refused.passed && refused.limit == "1" && refused.message.en.contains("access=sample"))
        world.people.isStaffed = false
        #expect(world.refusals(time) { $0.access = .assisted } == [])
        #expect(world.verdict("B10", time) { $0.access = .assisted } == nil)
    }

    @Test func aMoveKeepsTheOperatorWhereItCan() {
        var world = world([li, wang(("2026-11-24T10:00", "2026-11-24T12:00"))])
        world.book(800, time)
        world.bookings[0].access = .assisted
        world.bookings[0].operatorID = OperatorID(1)
        // Its own old time is free to itself.
        #expect(world.moved(800, to: period("2026-11-24T11:00", "2026-11-24T13:00"))?.operatorID == OperatorID(1))
        world.operators[1].duties.append(
            .init(booking: BookingID(801), occupied: period("2026-11-26T10:00", "2026-11-26T11:00")))
        #expect(world.moved(800, to: period("2026-11-26T10:00", "2026-11-26T12:00"))?.operatorID == OperatorID(2))
        world.operators[0].duties = world.operators[1].duties
        #expect(world.refusalsOfMove(800, to: period("2026-11-26T10:00", "2026-11-26T12:00")) == ["B10"])
    }

    /// One act for two times of one operator, and what a cancellation gives back.
    @Test func bookingsOfOneBatchSeeEachOther() throws {
        var world = world([wang()])
        world.channels.append(ChannelFacts(id: ChannelID(2), live: []))
        var facts = world.facts
        func decided(_ act: BookingAct) -> Decision {
            decide(act, by: World.firmUser, facts: facts, newID: BookingID(90), at: world.now)
        }
        let both = Order(wishes: [world.wish(time), world.wish(time)])
        #expect(names(decided(.order(both))) == ["B10"])
        let made = try #require(event(decided(.reserve(world.wish(time)))))
        facts.apply(made)
        #expect(names(decided(.reserve(world.wish(time)))) == ["B10"])
        let cancelled = try #require(event(decided(.cancel(made.after.id, reason: nil))))
        facts.apply(cancelled)
        #expect(names(decided(.reserve(world.wish(time)))) == [])
        #expect(facts.operators[World.unit]?[0].duties.isEmpty == true)
    }

    /// Against the plainest model: minute by minute.
    @Test func againstAModel() {
        var random = Seeded(state: 10)
        for _ in 0..<300 {
            let base = at("2026-11-24T00:00")
            func some() -> Period {
                let start = base + .minutes(15 * Int.random(in: 0..<80, using: &random))
                return Period(start: start, end: start + .minutes(15 * Int.random(in: 2...12, using: &random)))!
            }
            let cleanDown = [0, 15, 60].randomElement(using: &random)!
            let operators = (1...3).map { id in
                OperatorFacts(
                    id: OperatorID(Int64(id)), name: "siom/o\(id)",
                    hours: id == 2 ? hours("tue 06:00-18:00") : nil, instruments: nil,
                    duties: (0..<Int.random(in: 0...4, using: &random)).map {
                        .init(booking: BookingID(Int64($0)), occupied: some())
                    })
            }
            var world = world(operators)
            world.record.cleanDown = cleanDown
            let wish = some()
            guard wish.start >= base else { continue }
            let minutes = Set(wish.start.seconds / 60..<wish.end.seconds / 60 + Int64(cleanDown))
            let free = operators.first { one in
                let busy = Set(one.duties.flatMap { $0.occupied.start.seconds / 60..<$0.occupied.end.seconds / 60 })
                let from = at("2026-11-24T06:00"), to = at("2026-11-24T18:00")
                return busy.isDisjoint(with: minutes) && (one.hours == nil || from <= wish.start && wish.end <= to)
            }
            #expect(event(world.answer(wish))?.after.operatorID == free?.id)
        }
    }
}
