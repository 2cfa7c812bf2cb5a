import Booking
import Testing

/// Offers of freed time to those who wait.
@Suite struct OfferTests {
    private static let hold = Span.hours(4)
    private static let window = period("2026-11-24T09:00", "2026-11-24T17:00")

    private func waiting(
        _ id: Int64, _ firm: OrganisationID = World.firm, _ hours: Int = 2, in window: Period = OfferTests.window,
        _ world: World = World()
    ) -> WaitingWish {
        let period = Period(start: window.start, end: window.start + .hours(hours))!
        return WaitingWish(
            id: WishID(id), requester: World.requester(firm, .firm), wish: world.wish(period), window: window)
    }

    private func offers(_ world: World, _ waiting: [WaitingWish]) -> [BookingEvent] {
        var number: Int64 = 100
        return world.facts.offers(
            to: waiting, hold: Self.hold,
            newID: {
                number += 1
                return BookingID(number)
            }, at: world.now)
    }

    /// A world with one offer in it.
    private func offered(_ world: World = World()) -> (World, BookingFacts) {
        var world = world
        let offer = offers(world, [waiting(1)])[0].after
        world.bookings.append(offer)
        world.channels[0].live.append(LiveBooking(id: offer.id, period: offer.period, setUp: 0, cleanDown: 0))
        return (world, offer)
    }

    @Test func eachInTurnGetsTheFirstTimeThatIsLeft() {
        let world = World()
        let made = offers(
            world, [waiting(1), waiting(2, OrganisationID(21), 4), waiting(3, World.firm, 3), waiting(4)])
        #expect(made.map { $0.after.offer } == [WishID(1), WishID(2), WishID(4)])
        #expect(
            made.map(\.after.period) == [
                period("2026-11-24T09:00", "2026-11-24T11:00"), period("2026-11-24T11:00", "2026-11-24T15:00"),
                period("2026-11-24T15:00", "2026-11-24T17:00"),
            ])
        #expect(made.allSatisfy { $0.step == .offer && $0.after.state == .requested && $0.before == nil })
        #expect(made.map(\.after.organisation) == [World.firm, OrganisationID(21), World.firm])
        #expect(made.allSatisfy { $0.after.life.respondBy == world.now + Self.hold })
        #expect(made.allSatisfy { $0.wish?.state == .offered })
    }

    @Test func anOfferEndsBeforeTheNoticeDoes() {
        var world = World()
        world.now = at("2026-11-24T08:00")
        // The notice of two hours, and a quarter of an hour to answer.
        let made = offers(world, [waiting(1)])[0].after
        #expect(made.period.start == at("2026-11-24T10:15"))
        #expect(made.life.respondBy == at("2026-11-24T08:15"))
        world.now = at("2026-11-24T12:45")
        #expect(offers(world, [waiting(1)]).map(\.after.period.start) == [at("2026-11-24T15:00")])
        world.now = at("2026-11-24T12:46")
        #expect(offers(world, [waiting(1)]).isEmpty)
    }

    @Test func nobodyIsOfferedWhatTheRulesForbid() {
        var world = World()
        world.policy = policy(["B7": ["max": "1"]])
        world.book(1, period("2026-11-26T09:00", "2026-11-26T10:00"))
        // The firm has its one booking; the next in the list is not held up by that.
        #expect(offers(world, [waiting(1), waiting(2, OrganisationID(21))]).map { $0.after.offer } == [WishID(2)])
        world = World()
        world.suspended = true
        #expect(offers(world, [waiting(1)]).isEmpty)
        world = World()
        world.closures = [Closure(id: ClosureID(1), channel: nil, period: Self.window, reason: "fault")]
        #expect(offers(world, [waiting(1)]).isEmpty)
    }

    /// Against the decision itself and every minute tried: an offer is what a reservation would have been, it is the
    /// first, and who gets none could have had none.
    @Test func offersAreWhatReservationsWouldBe() {
        var random = Seeded(state: 21)
        var made = 0
        for _ in 0..<60 {
            var world = World()
            world.now = at("2026-11-23T08:17")
            world.record.openHours = hours(
                ["mon-sun 00:00-24:00", "mon-fri 09:00-17:00"].randomElement(using: &random)!)
            world.record.cleanDown = 15 * Int.random(in: 0...2, using: &random)
            world.channels = (1...Int64.random(in: 1...2, using: &random)).map {
                ChannelFacts(id: ChannelID($0), live: [])
            }
            world.policy = policy([
                "B3": ["grid": "30m"], "B6": ["week": "\(Int.random(in: 2...8, using: &random))h"],
                "B7": ["max": "\(Int.random(in: 1...4, using: &random))"],
            ])
            let waiting = (1...Int64(6)).map { id -> WaitingWish in
                let start = world.now + .minutes(Int.random(in: 0..<4_000, using: &random))
                let length = Span.minutes(30 * Int.random(in: 1...6, using: &random))
                let firm = OrganisationID(Int64.random(in: 20...21, using: &random))
                return WaitingWish(
                    id: WishID(id), requester: World.requester(firm, .firm),
                    wish: world.wish(Period(start: start, end: start + length)!),
                    window: Period(
                        start: start, end: start + length + .minutes(Int.random(in: 0..<900, using: &random)))!)
            }
            let events = offers(world, waiting)
            var facts = world.facts
            var rest = events[...]
            for wish in waiting {
                func reserve(_ start: Instant) -> Decision {
                    var like = wish.wish
                    like.period = Period(start: start, end: start + wish.wish.period.length)!
                    return decide(
                        .reserve(like), by: wish.requester, facts: facts, newID: BookingID(999), at: world.now)
                }
                let earliest = max(wish.window.start, world.now + .minutes(135))
                let first = stride(from: (earliest.seconds + 59) / 60 * 60, to: wish.window.end.seconds, by: 60)
                    .map { Instant(seconds: $0) }
                    .first { $0 + wish.wish.period.length <= wish.window.end && names(reserve($0)) == [] }
                guard let first else {
                    #expect(rest.first?.after.offer != wish.id)
                    continue
                }
                let offer = rest.popFirst()
                #expect(offer?.after.offer == wish.id && offer?.after.period.start == first)
                if let offer { facts.apply(offer) }
                made += 1
            }
            #expect(rest.isEmpty)
        }
        #expect(made > 60)
    }

    // MARK: Taking it

    @Test func takingAnOfferIsJudgedLikeABooking() {
        var (world, offer) = offered()
        func accept(_ by: Requester = World.firmUser) -> Decision {
            decide(.accept(offer.id), by: by, facts: world.facts, newID: BookingID(0), at: world.now)
        }
        let taken = event(accept())
        #expect(taken?.after.state == .confirmed && taken?.after.offer == nil && taken?.step == .accept)
        #expect(taken?.after.life.respondBy == nil && taken?.after.price == Money(fen: 70_000))
        #expect(taken?.wish?.state == .taken && taken?.wish?.id == WishID(1))
        #expect(names(accept(World.requester(OrganisationID(21), .firm))) == ["not-found"])
        world.now = offer.life.respondBy! - Span(seconds: 1)
        #expect(names(accept()) == [])
        world.now = offer.life.respondBy!
        #expect(names(accept()) == ["state"])
        world.now = at("2026-11-23T09:00")
        // The time was closed meanwhile; the quota was used; the price went up.
        world.closures = [Closure(id: ClosureID(1), channel: nil, period: offer.period, reason: "fault")]
        #expect(names(accept()) == ["B2"])
        world.closures = []
        world.policy = policy(["B6": ["week": "3h"]])
        world.firmBookings = [
            QuotaBooking(
                id: BookingID(7), instrument: World.instrument, period: period("2026-11-25T09:00", "2026-11-25T11:00"),
                state: .confirmed)
        ]
        #expect(names(accept()) == ["B6"])
        world.firmBookings = []
        world.tariffs["imaging"] = [World.tariff(.hour, fen: 10_000)]
        #expect(event(accept())?.after.price == Money(fen: 20_000))
    }

    @Test func anOfferIsNoBookingYet() {
        var (world, offer) = offered()
        func act(_ act: BookingAct, _ by: Requester = World.firmUser) -> Decision {
            decide(act, by: by, facts: world.facts, newID: BookingID(0), at: world.now)
        }
        #expect(names(act(.move(offer.id, to: period("2026-11-25T09:00", "2026-11-25T11:00")))) == ["state"])
        // Giving it back is never late, however near it is.
        world.now = offer.period.start - .minutes(30)
        let declined = event(act(.cancel(offer.id, reason: nil)))
        #expect(declined?.after.state == .cancelled && declined?.after.life.late == false)
        #expect(declined?.wish?.state == .declined)
        world.now = offer.life.respondBy! - Span(seconds: 1)
        #expect(names(act(.lapseOffer(offer.id))) == ["state"])
        world.now = offer.life.respondBy!
        let lapsed = event(act(.lapseOffer(offer.id)))
        #expect(lapsed?.after.state == .lapsed && lapsed?.step == .lapse && lapsed?.wish?.state == .lapsed)
        var facts = world.facts
        facts.apply(lapsed!)
        #expect(facts.instruments[World.instrument]?.channels[0].live.isEmpty == true)
        // An ordinary booking is none.
        world = World()
        world.book(5, Self.window)
        #expect(names(act(.accept(BookingID(5)))) == ["state"])
        #expect(names(act(.lapseOffer(BookingID(5)))) == ["state"])
    }

    // MARK: Who may wait

    @Test func waitingForWhatCanNeverBeIsRefused() {
        func hopeless(_ world: World, _ wish: WaitingWish? = nil) -> [String] {
            world.facts.hopeless(wish ?? waiting(1), at: world.now).map(names) ?? []
        }
        #expect(hopeless(World()) == [])
        #expect(hopeless(World(), waiting(1, World.firm, 9)) == ["invalid for"])
        var world = World()
        world.policy = policy(["B3": ["max": "1h"], "B7": ["max": "1"], "B5": ["days": "1d"], "B6": ["week": "1h"]])
        #expect(hopeless(world) == ["B3"])
        world = World()
        world.record.status = .retired
        #expect(hopeless(world) == ["D5"])
        world = World()
        // What is taken, shut for a while, or beyond the horizon may be had one day.
        world.book(1, Self.window)
        world.closures = [Closure(id: ClosureID(1), channel: nil, period: Self.window, reason: "fault")]
        world.policy = policy(["B5": ["days": "1d"], "B7": ["max": "1"], "B6": ["week": "1h"]])
        #expect(hopeless(world) == [])
        world.suspended = true
        #expect(hopeless(world) == ["forbidden"])
        world = World()
        #expect(
            hopeless(
                world,
                WaitingWish(
                    id: WishID(1), requester: World.unitUser, wish: world.wish(Self.window), window: Self.window)) == [
                    "B16"
                ])
    }
}
