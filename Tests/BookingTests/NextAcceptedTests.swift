import Booking
import Testing

/// The times that a refusal proposes are the first ones that would really be accepted.
@Suite struct NextAcceptedTests {
    /// Every start on the grid tried one after another: slow, and obviously right.
    private static func bruteForce(
        _ act: (Period) -> BookingAct, _ facts: Facts, from: Instant, to: Instant, _ length: Span, count: Int,
        _ requester: Requester, _ now: Instant, skipping own: Period? = nil
    ) -> [Period] {
        var found: [Period] = []
        var start = Instant(seconds: (from.seconds + 59) / 60 * 60)
        while start + length <= to, found.count < count {
            let period = Period(start: start, end: start + length)!
            let decision = decide(act(period), by: requester, facts: facts, newID: BookingID(9_999), at: now)
            if names(decision) == [], period != own {
                found.append(period)
                start = period.end
            } else {
                start = start + .minutes(1)
            }
        }
        return found
    }

    /// A week with bookings, closures, quotas and settings of all kinds.
    private static func scene(_ random: inout Seeded) -> World {
        var world = World()
        let zone = Int.random(in: 0..<zones.count, using: &random)
        world.calendar = zones[zone]
        // Monday before a change of the clock in two of the zones.
        world.now = at("2026-10-19T08:17", world.calendar)
        world.record.openHours = hours(
            ["mon-sun 00:00-24:00", "mon-fri 09:00-17:00", "mon 09:05-12:00, tue-sun 20:00-24:00"].randomElement(
                using: &random)!)
        world.record.setUp = 15 * Int.random(in: 0...2, using: &random)
        world.record.cleanDown = 15 * Int.random(in: 0...2, using: &random)
        world.channels = (1...Int64.random(in: 1...2, using: &random)).map { ChannelFacts(id: ChannelID($0), live: []) }
        let days = Int.random(in: 2...5, using: &random)
        world.policy = policy([
            "B3": ["grid": ["15m", "30m", "7m"].randomElement(using: &random)!, "min": "30m", "max": "8h"],
            "B4": ["notice": ["0m", "2h", "30h"].randomElement(using: &random)!],
            "B5": ["days": "\(days)d"],
            "B6": [
                "week": ["off", "3h", "10h"].randomElement(using: &random)!,
                "month": ["off", "4h", "12h"].randomElement(using: &random)!,
            ],
            "B7": ["max": "\(Int.random(in: 3...20, using: &random))"],
        ])
        if Int.random(in: 0..<5, using: &random) == 0 {
            world.disclosure = .withdrawn(
                reason: "broken", until: world.now + .hours(Int.random(in: 1...90, using: &random)),
                since: Instant(seconds: 0))
        }
        for index in 0..<Int64.random(in: 0...3, using: &random) {
            let start = world.now + .minutes(Int.random(in: 0..<10_000, using: &random))
            world.closures.append(
                Closure(
                    id: ClosureID(index), channel: Bool.random(using: &random) ? ChannelID(1) : nil,
                    period: Period(start: start, end: start + .hours(Int.random(in: 1...30, using: &random)))!,
                    reason: "fault"))
        }
        return world
    }

    /// The scene's facts with some bookings in them.
    private static func book(_ world: World, _ random: inout Seeded) -> Facts {
        var facts = world.facts
        for id in 1...Int64(8) {
            let start = Instant(
                seconds: (world.now.seconds + Int64.random(in: 0..<400_000, using: &random)) / 900 * 900)
            let period = Period(start: start, end: start + .minutes(15 * Int.random(in: 2...12, using: &random)))!
            let other = Int.random(in: 0..<3, using: &random) == 0
            let requester = other ? World.firmUser : World.requester(OrganisationID(21), .firm)
            if let made = event(
                decide(
                    .reserve(world.wish(period)), by: requester, facts: facts, newID: BookingID(id), at: world.now))
            {
                facts.apply(made)
            }
        }
        return facts
    }

    @Test func nothingEarlierWouldDoAndAllThatIsSaidWould() {
        var random = Seeded(state: 11)
        var given = 0
        for _ in 0..<30 {
            let world = Self.scene(&random)
            let facts = Self.book(world, &random)
            let length = Span.minutes([30, 45, 60, 120, 210].randomElement(using: &random)!)
            let start = world.now + .minutes(Int.random(in: 0..<4_000, using: &random))
            let asked = Period(start: start, end: start + length)!
            let said = facts.nextAccepted(
                like: .reserve(world.wish(asked)), by: World.firmUser, at: world.now)
            func slow(_ from: Instant, _ to: Instant) -> [Period] {
                Self.bruteForce(
                    { .reserve(world.wish($0)) }, facts, from: from, to: to, length, count: 3, World.firmUser, world.now
                )
            }
            var expected = slow(start, world.now + .days(6))
            if expected.isEmpty { expected = slow(world.now, asked.end) }
            #expect(said == expected)
            given += said.count
        }
        #expect(given > 30, "the scenes leave room for answers")
    }

    @Test func aMoveIsToldTimesThatItMayMoveTo() {
        var random = Seeded(state: 12)
        var moved = 0
        for _ in 0..<20 {
            let world = Self.scene(&random)
            let facts = Self.book(world, &random)
            for booking in facts.bookings.values where booking.organisation == World.firm {
                let start = world.now + .minutes(Int.random(in: 0..<4_000, using: &random))
                let asked = Period(start: start, end: start + booking.period.length)!
                let said = facts.nextAccepted(
                    like: .move(booking.id, to: asked), by: World.firmUser, count: 2, at: world.now)
                func slow(_ from: Instant, _ to: Instant) -> [Period] {
                    Self.bruteForce(
                        { .move(booking.id, to: $0) }, facts, from: from, to: to, asked.length, count: 2,
                        World.firmUser, world.now, skipping: booking.period)
                }
                var expected = slow(start, world.now + .days(6))
                if expected.isEmpty { expected = slow(world.now, asked.end) }
                guard world.now < booking.period.start else { continue }
                #expect(said == expected)
                moved += said.count
            }
        }
        #expect(moved > 5)
    }

    /// Where no other start can help, none is looked for.
    @Test func whatNoTimeCanMendIsNotSearched() {
        var world = World()
        world.policy = policy(["B7": ["max": "1"]])
        let asked = period("2026-11-24T10:00", "2026-11-24T12:00")
        world.book(1, period("2026-11-25T10:00", "2026-11-25T12:00"))
        func next(_ world: World, by requester: Requester = World.firmUser) -> [Period] {
            world.facts.nextAccepted(like: .reserve(world.wish(asked)), by: requester, at: world.now)
        }
        #expect(next(world) == [])
        // The unit names no project.
        #expect(next(World(), by: World.unitUser) == [])
        var retired = World()
        retired.record.status = .retired
        #expect(next(retired) == [])
        var short = World()
        short.policy = policy(["B3": ["max": "1h"]])
        #expect(next(short) == [])
        var closed = World()
        closed.record.openHours = nil
        #expect(next(closed) == [])
        var unknown = World()
        unknown.tariffs = [:]
        #expect(next(unknown) == [])
    }

    @Test func beyondTheHorizonTheAnswerLiesBeforeIt() {
        let world = World()
        let asked = period("2027-03-01T10:00", "2027-03-01T12:00")
        let next = world.facts.nextAccepted(like: .reserve(world.wish(asked)), by: World.firmUser, at: world.now)
        #expect(
            next == [
                period("2026-11-23T11:00", "2026-11-23T13:00"), period("2026-11-23T13:00", "2026-11-23T15:00"),
                period("2026-11-23T15:00", "2026-11-23T17:00"),
            ])
    }
}
