import Booking
import Testing

struct ApplyTests {
    /// Long runs of random acts: what the facts say stays true.
    @Test func foldsEventsIntoTheFacts() {
        var random = Seeded(state: 9)
        var world = World()
        world.policy = policy(["B7": ["max": "200"], "B6": ["week": "100h"]])
        world.channels = [1, 2].map { ChannelFacts(id: ChannelID($0), live: []) }
        var facts = world.facts
        var cancelled = 0
        var moved = 0
        for number in 1...6_000 {
            let start = at("2026-11-24T00:00") + .minutes(15 * Int.random(in: 0..<2_500, using: &random))
            let time = Period(start: start, end: start + .minutes(15 * Int.random(in: 2...20, using: &random)))!
            let id = facts.bookings.keys.sorted().randomElement(using: &random) ?? BookingID(0)
            let act: BookingAct =
                switch Int.random(in: 0..<4, using: &random) {
                case 0: .cancel(id, reason: nil)
                case 1: .move(id, to: time)
                default: .reserve(world.wish(time))
                }
            let decision = decide(act, by: World.firmUser, facts: facts, newID: BookingID(Int64(number)), at: world.now)
            guard let made = event(decision) else { continue }
            if made.step == .cancel { cancelled += 1 }
            if made.step == .move { moved += 1 }
            facts.apply(made)
        }
        #expect(cancelled > 50 && moved > 50)
        let live = facts.bookings.values.filter { $0.state.isLive }
        let channels = facts.instruments[World.instrument]!.channels
        #expect(Set(channels.flatMap(\.live).map(\.id)) == Set(live.map(\.id)))
        #expect(Set(facts.organisations[World.firm]!.bookings.map(\.id)) == Set(live.map(\.id)))
        for channel in channels {
            for (a, b) in zip(channel.live, channel.live.dropFirst()) { #expect(a.period.end <= b.period.start) }
            for booking in channel.live { #expect(facts.bookings[booking.id]?.channel == channel.id) }
        }
    }
}
