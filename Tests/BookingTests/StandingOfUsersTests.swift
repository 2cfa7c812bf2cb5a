import Booking
import Testing

/// Small firms (O8), related parties and excluded purposes (O9), contracts (B13). Now is 2026-11-23 09:00.
struct StandingOfUsersTests {
    private let time = period("2026-11-24T10:00", "2026-11-24T12:00")

    private func world(since: String = "2026-01-01T00:00", until: String = "2027-01-01T00:00") -> World {
        var world = World()
        world.smallFirm = SmallFirmStatus(since: at(since), until: at(until))
        return world
    }

    // MARK: O8

    /// Sixty days instead of thirty, measured on the end.
    @Test(arguments: [
        ("2027-01-22T08:00", "2027-01-22T09:00", true), ("2027-01-22T08:00", "2027-01-22T09:15", false),
        ("2027-01-22T07:45", "2027-01-22T08:45", true),
    ]) func earlierHorizon(_ from: String, _ to: String, _ right: Bool) {
        #expect(world().refusals(period(from, to)) == (right ? [] : ["B5"]))
        #expect(World().refusals(period(from, to)) == ["B5"])
    }

    /// The status holds at the moment of booking, whatever comes later.
    @Test(arguments: [
        ("2026-11-23T09:00", "2027-11-23T09:00", true), ("2026-11-23T09:01", "2027-11-23T09:00", false),
        ("2026-01-01T00:00", "2026-11-23T09:01", true), ("2026-01-01T00:00", "2026-11-23T09:00", false),
        ("2026-01-01T00:00", "2026-11-23T08:59", false),
    ]) func statusAtTheMoment(_ since: String, _ until: String, _ holds: Bool) {
        let world = world(since: since, until: until)
        let far = period("2027-01-10T10:00", "2027-01-10T12:00")
        #expect(world.refusals(far) == (holds ? [] : ["B5"]))
        #expect(event(world.answer(time))?.after.smallFirm == holds)
        #expect((world.verdict("O8", time) != nil) == holds)
    }

    @Test func nobodyElseGetsIt() {
        var world = world()
        let far = period("2027-01-10T10:00", "2027-01-10T12:00")
        #expect(world.refusals(far, by: World.requester(OrganisationID(21), .firm)) == ["B5"])
        #expect(world.refusals(far, by: World.unitUser, project: "p") == ["B5"])
        // A related party's use is no sharing, and gets no favour.
        world.people.related = [World.firm: Relation(until: nil)]
        #expect(world.refusals(far, project: "p") == ["B5"])
        #expect(event(world.answer(time) { $0.project = "p" })?.after.smallFirm == false)
        var off = self.world()
        off.policy = policy(["O8": ["mode": "off", "discount": "50%"]])
        #expect(off.refusals(far) == ["B5"])
        #expect(event(off.answer(time))?.after.price == Money(fen: 70_000))
    }

    /// A profile whose horizon is longer than the favoured one takes nothing away.
    @Test func theLongerHorizonHolds() {
        var world = world()
        world.policy = policy(["B5": ["days": "90d"]])
        #expect(world.refusals(period("2027-02-10T10:00", "2027-02-10T12:00")) == [])
    }

    @Test(arguments: [("0%", 70_000, 35_000), ("20%", 56_000, 28_000), ("33%", 46_900, 23_450), ("100%", 0, 0)])
    func priceClass(_ percent: String, _ price: Int64, _ unit: Int64) throws {
        var world = world()
        world.policy = policy(["O8": ["discount": percent]])
        let made = try #require(event(world.answer(time)))
        #expect(made.after.price == Money(fen: price) && made.after.terms.price == Money(fen: unit))
        let checked = try check(world.wish(time), by: World.firmUser, facts: world.facts, at: world.now)
        #expect(checked.price == made.after.price)
        #expect(
            try check(
                world.wish(time), by: World.requester(OrganisationID(21), .firm), facts: world.facts, at: world.now
            ).price == Money(fen: 70_000))
    }

    @Test func roundsHalfUp() {
        #expect(PriceTerms(unitOfCharge: .use, price: Money(fen: 10)).discounted(by: 5).price == Money(fen: 10))
        #expect(PriceTerms(unitOfCharge: .use, price: Money(fen: 10)).discounted(by: 6).price == Money(fen: 9))
        #expect(PriceTerms(unitOfCharge: .use, price: Money(fen: .max)).discounted(by: 100).price == Money(fen: 0))
    }

    /// The price that it was confirmed at moves along, also after the status has run out; the horizon does not.
    @Test func movesKeepTheTerms() throws {
        var world = world(until: "2026-11-23T08:00")
        world.policy = policy(["O8": ["discount": "20%"]])
        world.book(1, time)
        world.bookings[0].smallFirm = true
        world.bookings[0].terms = PriceTerms(unitOfCharge: .hour, price: Money(fen: 28_000))
        let moved = try #require(world.moved(1, to: period("2026-11-26T10:00", "2026-11-26T13:00")))
        #expect(moved.price == Money(fen: 84_000) && moved.smallFirm)
        #expect(world.refusalsOfMove(1, to: period("2027-01-10T10:00", "2027-01-10T12:00")) == ["B5"])
    }

    // MARK: O9

    @Test(arguments: Purpose.allCases) func excludedPurposesAreBookedAndSaidSo(_ purpose: Purpose) {
        let world = World()
        #expect(world.refusals(time) { $0.purpose = purpose } == [])
        let verdict = world.verdict("O9", time) { $0.purpose = purpose }
        #expect((verdict == nil) == purpose.countsAsSharing)
        if let verdict { #expect(verdict.passed && verdict.message.en.contains("never counts as sharing")) }
    }

    @Test func relatedParties() throws {
        var world = World()
        world.people.related = [World.firm: Relation(until: nil)]
        let made = try #require(event(world.answer(time) { $0.project = "p" }))
        #expect(made.after.party == .related && made.after.purpose == .research)
        #expect(world.refusals(time) == ["B16"])
        #expect(world.verdict("O9", time)?.message.en.contains("never as sharing") == true)
        #expect(event(world.answer(time, by: World.requester(OrganisationID(21), .firm)))?.after.party == .outside)
        // A move keeps the party that it was confirmed with, and is judged so.
        world.book(1, time)
        #expect(world.moved(1, to: period("2026-11-26T10:00", "2026-11-26T12:00"))?.party == .outside)
    }

    // MARK: B13

    @Test func contractIsAskedForAndNotYetNeeded() throws {
        let world = World()
        let missing = try #require(world.verdict("B13", time))
        #expect(!missing.passed && missing.message.en.hasPrefix("Warning only: "))
        #expect(world.refusals(time) == [])
        let given = try #require(world.verdict("B13", time) { $0.contract = "HT-1" })
        #expect(given.passed)
        #expect(world.verdict("B13", time) { $0.contract = "  " }?.passed == false)
        #expect(world.verdict("B13", time, by: World.unitUser) { $0.project = "p" } == nil)
        #expect(event(world.answer(time) { $0.contract = "HT-1" })?.after.contract == "HT-1")
        var strict = World()
        strict.policy = policy(["B13": ["mode": "on"]])
        #expect(strict.refusals(time) == [])
        #expect(strict.verdict("B13", time)?.message.en.contains("before it starts") == true)
    }

    @Test(arguments: [("on", nil, true), ("on", "HT-1", false), ("on", " ", true), ("warn", nil, false)])
    func noStartWithoutIt(_ mode: String, _ contract: String?, _ missing: Bool) {
        var world = World()
        world.policy = policy(["B13": ["mode": mode]])
        world.book(1, time)
        world.bookings[0].contract = contract
        #expect((B13.missing(world.bookings[0], world.policy) != nil) == missing)
        world.bookings[0].party = .own
        #expect(B13.missing(world.bookings[0], world.policy) == nil)
    }

    @Test(arguments: BookingState.allCases) func contractIsEnteredLater(_ state: BookingState) {
        var world = World()
        world.book(1, time, state: state)
        func entered(_ reference: String, by requester: Requester) -> Decision {
            decide(
                .contract(BookingID(1), reference: reference), by: requester, facts: world.facts, newID: BookingID(0),
                at: world.now)
        }
        let own = entered("HT-2", by: World.firmUser)
        #expect(names(own) == (state.usesQuota ? [] : ["state"]))
        guard state.usesQuota else { return }
        #expect(event(own)?.step == .contract && event(own)?.after.contract == "HT-2")
        #expect(names(entered(" ", by: World.firmUser)) == ["invalid reference"])
        #expect(names(entered("HT-2", by: World.unitUser)) == [])
        #expect(names(entered("HT-2", by: World.requester(OrganisationID(21), .firm))) == ["not-found"])
        #expect(names(entered("HT-2", by: World.requester(World.otherPark, .park))) == ["forbidden"])
        world.bookings[0].contract = "HT-2"
        #expect(
            !(state == .confirmed)
                || world.moved(1, to: period("2026-11-26T10:00", "2026-11-26T12:00"))?.contract == "HT-2")
    }
}
