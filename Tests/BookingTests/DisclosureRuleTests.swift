import Booking
import Testing

/// What the state of an instrument's disclosure and its prices mean for bookings, at their edges.
struct DisclosureRuleTests {
    @Test func d1() {
        let time = period("2026-11-24T10:00", "2026-11-24T11:00")
        var world = World()
        world.disclosure = .undisclosed
        #expect(world.refusals(time) == ["D1"])
        #expect(world.refusals(time, by: World.unitUser, project: "p") == ["D1"])
        world.record.publicShare = Share(basisPoints: 0)
        #expect(world.refusals(time) == [])
        world.record.publicShare = Share(basisPoints: 1)
        #expect(world.refusals(time) == ["D1"])
        world.record.commitment = nil
        #expect(world.refusals(time) == [])
        world.record.commitment = "yes"
        world.record.originalValue = Money(fen: 29_999_999)
        #expect(world.refusals(time) == ["D1"])
        world.policy = policy(["D1": ["threshold": "300000yuan"]])
        #expect(world.refusals(time) == [])
        world.record.originalValue = Money(fen: 30_000_000)
        #expect(world.refusals(time) == ["D1"])
        world.record.originalValue = nil
        #expect(world.refusals(time) == ["D1"])
    }

    /// Accepted on 1 November: the last day is 1 December, to its midnight in the instrument's zone.
    @Test(arguments: [("2026-11-30T12:00", false), ("2026-12-01T23:59", false), ("2026-12-02T00:00", true)])
    func d3(_ now: String, _ late: Bool) {
        var world = World()
        world.disclosure = .undisclosed
        world.policy = policy(["D1": ["mode": "off"]])
        world.now = at(now)
        let time = period("2026-12-10T10:00", "2026-12-10T11:00")
        #expect(world.refusals(time, by: World.unitUser, project: "p") == (late ? ["D3"] : []))
        #expect(world.refusals(time) == [])
        world.disclosure = .disclosed(since: at("2026-12-05T00:00"))
        #expect(world.refusals(time, by: World.unitUser, project: "p") == [])
    }

    @Test func d3CountsWorkingDays() {
        var world = World()
        world.disclosure = .undisclosed
        world.policy = policy(["D1": ["mode": "off"], "D3": ["within": "20wd"]])
        world.record.acceptanceDate = Day(text: "2026-11-01")
        let time = period("2026-12-10T10:00", "2026-12-10T11:00")
        world.now = at("2026-11-27T23:00")
        #expect(world.refusals(time, by: World.unitUser, project: "p") == [])
        world.now = at("2026-11-28T00:00")
        #expect(world.refusals(time, by: World.unitUser, project: "p") == ["D3"])
    }

    @Test func d4() {
        let time = period("2026-11-24T10:00", "2026-11-24T11:00")
        var world = World()
        world.disclosure = .exempt(reason: "classified", reference: "r", since: Instant(seconds: 0))
        #expect(world.refusals(time) == ["not-found"])
        #expect(world.refusals(time, by: World.requester(OrganisationID(11), .unit), project: "p") == ["not-found"])
        #expect(world.refusals(time, by: World.requester(World.zoneOffice, .zone)) == ["D4"])
        #expect(world.refusals(time, by: World.unitUser, project: "p") == [])
    }

    @Test func d5() {
        let time = period("2026-11-24T10:00", "2026-11-24T11:00")
        var world = World()
        world.disclosure = .withdrawn(reason: "moved", until: nil, since: Instant(seconds: 0))
        #expect(world.refusals(time) == ["D5"])
        world.disclosure = .withdrawn(reason: "moved", until: time.start, since: Instant(seconds: 0))
        #expect(world.refusals(time) == [])
        world.disclosure = .withdrawn(reason: "moved", until: time.start + .minutes(1), since: Instant(seconds: 0))
        #expect(world.refusals(time) == ["D5"])
        world.disclosure = .disclosed(since: Instant(seconds: 0))
        for status in [ServiceStatus.outOfService, .retired] {
            world.record.status = status
            #expect(world.refusals(time) == ["D5"])
        }
    }

    @Test func o6() {
        let time = period("2026-11-24T10:00", "2026-11-24T11:00")
        var world = World()
        world.tariffs["imaging"] = [World.tariff(.hour, fen: 100, from: world.now)]
        #expect(world.refusals(time) == [])
        world.tariffs["imaging"] = [World.tariff(.hour, fen: 100, from: world.now + Span(seconds: 1))]
        #expect(world.refusals(time) == ["O6"])
        world.tariffs["imaging"] = [World.tariff(.hour, fen: 100, withdrawn: world.now)]
        #expect(world.refusals(time) == ["O6"])
        world.tariffs["imaging"] = [World.tariff(.hour, fen: 100, withdrawn: world.now + Span(seconds: 1))]
        #expect(world.refusals(time) == [])
        world.tariffs["imaging"] = nil
        #expect(world.refusals(time) == ["invalid service"])
        world.tariffs = [:]
        #expect(world.refusals(time) == ["O6"])
    }
}
