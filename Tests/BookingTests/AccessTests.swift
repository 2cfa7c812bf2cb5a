import Booking
import Testing

/// Who operates: rule B9, what a wish means that does not say, and samples that are handed in.
struct AccessTests {
    private let time = period("2026-11-24T10:00", "2026-11-24T12:00")
    private let user = World.firmUser.account

    private func world(_ until: Instant?? = .none, access: [AccessMode] = [.selfOperated, .assisted, .sample]) -> World
    {
        var world = World()
        world.record.access = access
        if let until { world.people.qualified = [user: Qualification(until: until)] }
        return world
    }

    @Test(arguments: [
        ("2026-11-24T12:00", true), ("2026-11-24T12:01", true), ("2026-11-24T11:59", false),
        ("2026-11-24T10:00", false), ("2027-01-01T00:00", true),
    ]) func b9(_ until: String, _ right: Bool) {
        #expect(world(.some(at(until))).refusals(time) { $0.access = .selfOperated } == (right ? [] : ["B9"]))
    }

    /// A qualification that ends in the hour that comes twice holds to the right one of the two.
    @Test func b9OverAChangeOfTheClock() {
        var world = world(.some(at("2027-10-31T01:00", berlin) + .hours(2)))
        world.calendar = berlin
        world.policy = policy(["B5": ["days": "400d"]])
        let from = at("2027-10-31T01:00", berlin)
        func asks(_ minutes: Int) -> [String] {
            world.refusals(Period(start: from, end: from + .minutes(minutes))!) { $0.access = .selfOperated }
        }
        #expect(asks(120) == [] && asks(135) == ["B9"])
    }

    @Test func b9WithoutEndAndWithoutAny() throws {
        #expect(world(.some(nil)).refusals(time) { $0.access = .selfOperated } == [])
        let lacking = try #require(world().verdict("B9", time) { $0.access = .selfOperated })
        #expect(!lacking.passed && lacking.message.en.contains("access=assisted or access=sample"))
        // It is a person's, not the firm's.
        let colleague = Requester(
            account: AccountID(2), name: "a/c", organisation: World.firm, kind: .firm, park: nil)
        #expect(world(.some(nil)).refusals(time, by: colleague) { $0.access = .selfOperated } == ["B9"])
        // The unit's own people need one too: it gets no better terms.
        let own = World.requester(World.unit, .unit)
        #expect(
            world().refusals(time, by: own) {
                $0.access = .selfOperated
                $0.project = "p"
            } == ["B9"])
        // Nothing is known of whoever has not signed in.
        #expect(world(access: [.selfOperated]).verdict("B9", time, by: nil) == nil)
        for access in [AccessMode.assisted, .sample] {
            #expect(world().refusals(time) { $0.access = access } == [])
            #expect(world().verdict("B9", time) { $0.access = access } == nil)
        }
        var off = world()
        off.policy = policy(["B9": ["mode": "off"]])
        #expect(off.refusals(time) { $0.access = .selfOperated } == [])
    }

    @Test(arguments: [
        ([AccessMode.selfOperated, .assisted, .sample], false, AccessMode.assisted),
        ([.selfOperated, .assisted, .sample], true, .selfOperated),
        ([.selfOperated, .sample], false, .sample), ([.selfOperated, .remote], false, .remote),
        ([.remote, .sample, .assisted], true, .assisted), ([.sample], false, .sample),
        ([.assisted, .sample], true, .assisted),
    ]) func whatIsMeantUnlessItIsSaid(_ offered: [AccessMode], _ qualified: Bool, _ meant: AccessMode) {
        let made = event(world(qualified ? .some(nil) : .none, access: offered).answer(time))
        #expect(made?.after.access == meant)
    }

    @Test func nothingIsMeantWhereNothingIsSaid() {
        #expect(event(world(access: []).answer(time))?.after.access == nil)
        // The only way is one's own hands, which have to be qualified.
        #expect(world(access: [.selfOperated]).refusals(time) == ["B9"])
        // A qualification that ends too soon leads to help, not to a refusal.
        let short = world(.some(at("2026-11-24T11:00")))
        #expect(event(short.answer(time))?.after.access == .assisted)
    }

    /// A move is judged by whoever booked, and for the new time.
    @Test func moves() {
        var world = world(.some(at("2026-11-26T12:00")))
        world.book(1, time)
        world.bookings[0].access = .selfOperated
        let colleague = Requester(
            account: AccountID(2), name: "a/c", organisation: World.firm, kind: .firm, park: nil)
        #expect(world.refusalsOfMove(1, to: period("2026-11-26T10:00", "2026-11-26T12:00"), by: colleague) == [])
        #expect(world.refusalsOfMove(1, to: period("2026-11-26T10:15", "2026-11-26T12:15")) == ["B9"])
        world.people.qualified = [:]
        #expect(world.refusalsOfMove(1, to: period("2026-11-26T10:00", "2026-11-26T12:00")) == ["B9"])
    }

    // MARK: Samples

    @Test func samplesHaveADueDate() throws {
        let world = world()
        let made = try #require(
            event(
                world.answer(time) {
                    $0.access = .sample
                    $0.service = "sample"
                    $0.quantity = 12
                }))
        #expect(made.after.due == time.end && made.after.quantity == 12 && made.after.price == Money(fen: 12 * 1_234))
        let week = time.end + .days(7)
        let later = event(
            world.answer(time) {
                $0.access = .sample
                $0.due = week
            })
        #expect(later?.after.due == week)
        #expect(event(world.answer(time))?.after.due == nil)
        #expect(
            world.refusals(time) {
                $0.access = .sample
                $0.due = time.end
            } == [])
        #expect(
            world.refusals(time) {
                $0.access = .sample
                $0.due = time.end - Span(seconds: 60)
            } == ["invalid due"])
        #expect(world.refusals(time) { $0.due = week } == ["invalid due"])
    }

    /// The same calendar and the same rules.
    @Test func samplesObeyTheRules() {
        var world = world()
        world.record.openHours = hours("mon-fri 09:00-17:00")
        func asks(_ from: String, _ to: String) -> [String] {
            world.refusals(period(from, to)) {
                $0.access = .sample
                $0.quantity = 3
            }
        }
        #expect(asks("2026-11-24T16:00", "2026-11-24T18:00") == ["B2"])
        world.book(1, time)
        #expect(asks("2026-11-24T11:00", "2026-11-24T13:00") == ["conflict"])
        #expect(asks("2026-11-24T12:00", "2026-11-24T13:00") == [])
    }

    /// What was promised so long after the end stays so long after it.
    @Test func aMoveTakesTheDueDateAlong() {
        var world = world()
        world.book(1, time)
        world.bookings[0].access = .sample
        world.bookings[0].due = time.end + .days(2)
        let later = period("2026-11-26T10:00", "2026-11-26T13:00")
        #expect(world.moved(1, to: later)?.due == later.end + .days(2))
        world.bookings[0].due = time.end
        #expect(world.moved(1, to: later)?.due == later.end)
        world.bookings[0].due = nil
        #expect(world.moved(1, to: later)?.due == nil)
    }
}
