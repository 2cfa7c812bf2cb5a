import Booking
import Testing

struct AvailabilityTests {
    @Test func mergesNestedAndTouchingPeriods() {
        func p(_ a: Int, _ b: Int) -> Period {
            Period(start: Instant(seconds: Int64(a)), end: Instant(seconds: Int64(b)))!
        }
        #expect([p(0, 100), p(10, 20), p(30, 110), p(110, 120), p(130, 140)].merged() == [p(0, 120), p(130, 140)])
        #expect([p(0, 100)].subtracting([p(40, 60), p(10, 20), p(15, 18)]) == [p(0, 10), p(20, 40), p(60, 100)])
        #expect([p(0, 10), p(20, 30)].subtracting([p(5, 25)]) == [p(0, 5), p(25, 30)])
        #expect([p(0, 10)].subtracting([p(0, 10)]) == [])
    }

    /// Against the membership of each single minute.
    @Test func setsOfTimeAgreeWithSingleMinutes() {
        var random = Seeded(state: 2)
        for _ in 0..<2_000 {
            func some() -> [Period] {
                (0..<Int.random(in: 0...6, using: &random)).map { _ in
                    let start = Int64.random(in: 0..<50, using: &random)
                    return Period(
                        start: Instant(seconds: start),
                        end: Instant(seconds: start + .random(in: 1...20, using: &random)))!
                }
            }
            let (a, b) = (some(), some())
            let (merged, rest) = (a.merged(), a.subtracting(b))
            for second in 0..<75 {
                let instant = Instant(seconds: Int64(second))
                let inA = a.contains { $0.contains(instant) }
                #expect(merged.filter { $0.contains(instant) }.count == (inA ? 1 : 0))
                let inB = b.contains { $0.contains(instant) }
                #expect(rest.filter { $0.contains(instant) }.count == (inA && !inB ? 1 : 0))
            }
            for (x, y) in zip(merged, merged.dropFirst()) { #expect(x.end < y.start) }
            for (x, y) in zip(rest, rest.dropFirst()) { #expect(x.end <= y.start) }
        }
    }

    @Test func openHoursOverChangesOfTheClock() {
        let nights = hours("mon-sun 00:00-06:00,22:00-24:00")
        let spring = nights.openPeriods(in: berlin.period(of: Day(text: "2026-03-29")!), berlin)
        #expect(spring.map { $0.length } == [.hours(5), .hours(2)])
        let autumn = nights.openPeriods(in: berlin.period(of: Day(text: "2026-10-25")!), berlin)
        #expect(autumn.map { $0.length } == [.hours(7), .hours(2)])
        // Hours inside the skipped hour do not exist that day; hours that begin in it begin when the clock has jumped.
        let gap = hours("sun 02:15-02:45; sat 09:00-10:00")
        #expect(gap.openPeriods(in: berlin.period(of: Day(text: "2026-03-29")!), berlin) == [])
        let late = hours("sun 02:30-04:00").openPeriods(in: berlin.period(of: Day(text: "2026-03-29")!), berlin)
        #expect(late == [period("2026-03-29T03:00", "2026-03-29T04:00", berlin)])
        // Midnights join.
        #expect(hours("24/7").openPeriods(in: period("2026-11-23T10:00", "2026-11-27T10:00"), shanghai).count == 1)
    }

    /// The fast walk over open hours against the list of open periods.
    @Test(arguments: zones) func firstShutAgreesWithOpenPeriods(_ calendar: ZoneCalendar) {
        var random = Seeded(state: 4)
        for round in 0..<4_000 {
            let week = [
                hours("24/7"), hours("mon-fri 09:00-17:00"), hours("fri 20:00-24:00; sat 00:00-24:00; sun 00:00-03:30"),
                hours("mon-sun 00:00-02:30,03:00-24:00"),
            ][round % 4]
            let start = Instant(seconds: Int64.random(in: 29_000_000...30_500_000, using: &random) * 60)
            let asked = Period(start: start, end: start + .minutes(Int.random(in: 1...4_000, using: &random)))!
            let open = week.openPeriods(in: asked, calendar)
            #expect((week.firstShut(in: asked, calendar) == nil) == (open == [asked]))
            if let shut = week.firstShut(in: asked, calendar) {
                #expect(shut == (open.first?.start == start ? open[0].end : start))
            }
        }
    }

    /// Free time never touches a live booking, takes a reservation of any part of it, and nothing outside of it does.
    @Test func freeTimeIsWhatDecideAccepts() {
        var random = Seeded(state: 6)
        for round in 0..<250 {
            var world = World()
            world.calendar = zones[round % 4]
            world.now = at("2026-10-20T09:00", world.calendar)
            world.policy = policy([
                "B3": ["grid": "1m", "min": "1m", "max": "31d"], "B5": ["days": "60d"], "B6": ["mode": "off"],
                "B7": ["mode": "off"],
            ])
            world.record.openHours =
                [hours("24/7"), hours("mon-sat 07:00-22:30"), hours("mon-sun 22:00-06:00")][round % 3]
            world.channels = (1...Int64.random(in: 1...3, using: &random)).map {
                ChannelFacts(id: ChannelID($0), live: [])
            }
            world.record.setUp = 15 * Int.random(in: 0...3, using: &random)
            world.record.cleanDown = 15 * Int.random(in: 0...3, using: &random)
            var facts = world.facts
            func wish(_ time: Period) -> Decision {
                decide(
                    .reserve(world.wish(time)), by: World.firmUser, facts: facts,
                    newID: BookingID(Int64.random(in: 1...1_000_000, using: &random)), at: world.now)
            }
            let window = period("2026-10-23T00:00", "2026-10-28T00:00", world.calendar)
            func any() -> Period {
                let start = window.start + .minutes(Int.random(in: 0..<7_000, using: &random))
                return Period(start: start, end: start + .minutes(Int.random(in: 1...400, using: &random)))!
            }
            for index in 0..<12 {
                if index % 4 == 3 {
                    let channel = Bool.random(using: &random) ? ChannelID(1) : nil
                    facts.instruments[World.instrument]!.closures.append(
                        Closure(id: ClosureID(Int64(index)), channel: channel, period: any(), reason: "holiday"))
                }
                if let made = event(wish(any())) { facts.apply(made) }
            }
            let instrument = facts.instruments[World.instrument]!
            for channel in instrument.channels {
                for free in instrument.freePeriods(of: channel, in: window) {
                    #expect(channel.live.allSatisfy { !$0.period.overlaps(free) })
                }
                for (a, b) in zip(channel.live, channel.live.dropFirst()) {
                    #expect(a.period.end + .minutes(max(a.cleanDown, b.setUp)) <= b.period.start)
                }
            }
            let free = instrument.freePeriods(in: window)
            for period in free { #expect(event(wish(period)) != nil) }
            for _ in 0..<30 {
                let asked = any()
                guard window.contains(asked) else { continue }
                #expect((event(wish(asked)) != nil) == free.contains { $0.contains(asked) })
            }
        }
    }

    @Test func nextFreeStartIsOnTheGrid() {
        var world = World()
        world.record.openHours = hours("mon-fri 09:05-17:00")
        world.book(1, period("2026-11-24T10:20", "2026-11-24T12:10"))
        let instrument = world.facts.instruments[World.instrument]!
        let window = period("2026-11-24T09:30", "2026-11-30T00:00")
        #expect(instrument.nextFreeStart(.hours(1), in: window, grid: 15) == at("2026-11-24T12:15"))
        #expect(instrument.nextFreeStart(.minutes(45), in: window, grid: 15) == at("2026-11-24T09:30"))
        #expect(instrument.nextFreeStart(.hours(5), in: window, grid: 15) == at("2026-11-25T09:15"))
        #expect(instrument.nextFreeStart(.hours(8), in: window, grid: 15) == nil)
    }

    @Test func nextAcceptedIsAccepted() {
        var world = World()
        world.record.openHours = hours("mon-fri 09:00-17:00")
        world.book(1, period("2026-11-24T09:00", "2026-11-24T16:00"))
        let facts = world.facts
        let wish = world.wish(period("2026-11-24T10:00", "2026-11-24T12:00"))
        let window = period("2026-11-23T00:00", "2026-12-07T00:00")
        let next = facts.nextAccepted(wish, by: World.firmUser, in: window, count: 3, at: world.now)
        // The notice of two hours is kept too.
        #expect(
            next == [
                period("2026-11-23T11:00", "2026-11-23T13:00"), period("2026-11-23T13:00", "2026-11-23T15:00"),
                period("2026-11-23T15:00", "2026-11-23T17:00"),
            ])
        for time in next { #expect(world.refusals(time) == []) }
    }
}
