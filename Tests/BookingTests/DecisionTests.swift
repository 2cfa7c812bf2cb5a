import Booking
import Testing

struct DecisionTests {
    private let tuesday = period("2026-11-24T10:00", "2026-11-24T12:00")

    @Test func allFailuresAtOnce() throws {
        var world = World()
        world.book(1, period("2026-11-23T08:00", "2026-11-23T10:00"))
        world.record.openHours = hours("sat 09:00-12:00")
        let decision = decide(
            .reserve(world.wish(period("2026-11-23T09:10", "2026-11-23T09:20"))), by: World.firmUser,
            facts: world.facts,
            newID: BookingID(2), at: world.now)
        #expect(names(decision) == ["B1", "B2", "B3", "B4"])
        guard case .refused(.rules(let verdicts)) = decision else { return }
        let notice = try #require(verdicts.last)
        #expect(notice.limit == "2h" && notice.asked == "10m" && !notice.passed)
        #expect(notice.message.en == "A booking needs notice of 2h; the earliest start is 2026-11-23 11:00.")
        #expect(notice.message.zh.contains("2026-11-23 11:00"))
        for verdict in verdicts { #expect(!verdict.message.zh.isEmpty && !verdict.message.en.isEmpty) }
    }

    @Test func conflictSaysWhatIsTaken() {
        var world = World()
        world.channels.append(ChannelFacts(id: ChannelID(2), live: []))
        world.book(1, period("2026-11-24T09:00", "2026-11-24T13:00"))
        world.book(2, period("2026-11-24T09:00", "2026-11-24T11:00"), channel: 1)
        let decision = decide(
            .reserve(world.wish(tuesday)), by: World.firmUser, facts: world.facts, newID: BookingID(3), at: world.now)
        guard case .refused(.conflict(let taken, let message)) = decision else {
            Issue.record("\(decision)")
            return
        }
        // The second channel frees first.
        #expect(taken == period("2026-11-24T09:00", "2026-11-24T11:00"))
        #expect(message.en.contains("siom/sem-01 is taken 2026-11-24 09:00-11:00"))
    }

    @Test func quotaSaysItsNumbers() throws {
        var world = World()
        world.book(1, period("2026-11-30T00:00", "2026-12-01T00:00"))
        world.book(2, period("2026-12-01T00:00", "2026-12-01T12:00"))
        let decision = decide(
            .reserve(world.wish(period("2026-12-06T19:00", "2026-12-07T10:00"))), by: World.firmUser,
            facts: world.facts,
            newID: BookingID(3), at: world.now)
        guard case .refused(.rules(let verdicts)) = decision else {
            Issue.record("\(decision)")
            return
        }
        #expect(verdicts.map(\.rule) == ["B6"])
        #expect(verdicts[0].limit == "40h" && verdicts[0].used == "36h" && verdicts[0].asked == "5h")
        #expect(
            verdicts[0].message.en.contains("the week from 2026-11-30")
                && verdicts[0].message.en.contains("4h are left"))
    }

    @Test func reserves() throws {
        var world = World()
        world.record.setUp = 15
        let made = event(
            decide(
                .reserve(world.wish(tuesday)), by: World.firmUser, facts: world.facts, newID: BookingID(7),
                at: world.now))
        guard let booking = made?.after, made?.step == .reserve else {
            Issue.record("refused")
            return
        }
        #expect(booking.id == BookingID(7) && booking.state == .confirmed && booking.channel == ChannelID(1))
        #expect(booking.price == Money(fen: 70_000) && booking.terms.price == Money(fen: 35_000))
        #expect(booking.party == .outside && booking.purpose == .development && booking.setUp == 15)
        #expect(booking.policyVersion == 1)
    }

    @Test func takesTheFirstChannelThatFits() {
        var world = World()
        world.channels = (1...3).map { ChannelFacts(id: ChannelID($0), live: []) }
        world.book(1, tuesday)
        func channel(_ act: BookingAct) -> ChannelID? {
            event(decide(act, by: World.firmUser, facts: world.facts, newID: BookingID(50), at: world.now))?.after
                .channel
        }
        #expect(channel(.reserve(world.wish(tuesday))) == ChannelID(2))
        // A move stays where it is, if it can.
        world.book(2, period("2026-11-25T10:00", "2026-11-25T12:00"), channel: 2)
        #expect(channel(.move(BookingID(2), to: period("2026-11-26T10:00", "2026-11-26T12:00"))) == ChannelID(3))
        #expect(channel(.move(BookingID(1), to: period("2026-11-25T10:00", "2026-11-25T12:00"))) == ChannelID(1))
        world.book(3, period("2026-11-26T10:00", "2026-11-26T12:00"), channel: 2)
        #expect(channel(.move(BookingID(2), to: period("2026-11-26T10:00", "2026-11-26T12:00"))) == ChannelID(1))
    }

    @Test func fieldsThatCannotBeMeant() {
        let world = World()
        func answer(_ change: (inout Reservation) -> Void) -> [String] {
            var wish = world.wish(tuesday)
            change(&wish)
            return names(
                decide(.reserve(wish), by: World.firmUser, facts: world.facts, newID: BookingID(1), at: world.now))
        }
        #expect(answer { $0.quantity = 0 } == ["invalid quantity"])
        #expect(answer { $0.quantity = 1_000_001 } == ["invalid quantity"])
        #expect(answer { $0.service = "nothing" } == ["invalid service"])
        #expect(answer { $0.access = .remote } == ["invalid access"])
        #expect(answer { $0.access = .assisted } == [])
        #expect(answer { $0.instrument = InstrumentID(2) } == ["not-found"])
        #expect(
            answer { $0.period = Period(start: tuesday.start + Span(seconds: 1), end: tuesday.end)! } == [
                "invalid start"
            ])
        #expect(
            answer { $0.period = Period(start: tuesday.start, end: tuesday.end + Span(seconds: 30))! } == [
                "invalid end"
            ])
        #expect(Period(start: tuesday.start, end: tuesday.start) == nil)
        var suspended = world
        suspended.suspended = true
        #expect(suspended.refusals(tuesday) == ["forbidden"])
        #expect(world.refusals(tuesday, by: World.requester(OrganisationID(999), .firm)) == ["forbidden"])
    }

    @Test func prices() {
        let world = World()
        func price(_ service: String, _ minutes: Int, quantity: Int = 1) -> Int64? {
            let time = Period(start: tuesday.start, end: tuesday.start + .minutes(minutes))!
            let wish = world.wish(time, service: service, quantity: quantity)
            return (try? check(wish, by: World.firmUser, facts: world.facts, at: world.now))?.price?.fen
        }
        #expect(price("imaging", 60) == 35_000)
        #expect(price("imaging", 45) == 26_250)
        #expect(price("day", 1440) == 100_000)
        #expect(price("day", 1455) == 200_000)
        #expect(price("day", 30) == 100_000)
        #expect(price("sample", 120, quantity: 3) == 3_702)
        // Half up to the fen: 1 fen an hour for 30 minutes is half a fen.
        #expect(PriceTerms(unitOfCharge: .hour, price: Money(fen: 1)).total(for: .minutes(30), quantity: 1)?.fen == 1)
        #expect(PriceTerms(unitOfCharge: .hour, price: Money(fen: 1)).total(for: .minutes(29), quantity: 1)?.fen == 0)
        #expect(PriceTerms(unitOfCharge: .use, price: Money(fen: .max)).total(for: .minutes(29), quantity: 2) == nil)
    }

    // MARK: Checking

    @Test func checkSaysEverything() throws {
        let world = World()
        var wish = world.wish(tuesday)
        wish.contract = "HT-1"
        let answer = try check(wish, by: World.firmUser, facts: world.facts, at: world.now)
        #expect(answer.allowed && answer.price == Money(fen: 70_000))
        #expect(
            answer.verdicts.map(\.rule) == [
                "D1", "D4", "D5", "O6", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B13", "B16",
            ])
        for verdict in answer.verdicts {
            #expect(verdict.passed && !verdict.message.en.isEmpty && !verdict.message.zh.isEmpty)
        }
        let stranger = try check(wish, by: nil, facts: world.facts, at: world.now)
        #expect(
            stranger.verdicts.map(\.rule) == ["D1", "D4", "D5", "O6", "B1", "B2", "B3", "B4", "B5", "B13", "B16"])
    }

    @Test func warningsRefuseNothing() throws {
        var world = World()
        world.policy = policy(["B3": ["mode": "warn"]])
        let odd = period("2026-11-24T10:00", "2026-11-24T10:10")
        #expect(world.refusals(odd) == [])
        let answer = try check(world.wish(odd), by: World.firmUser, facts: world.facts, at: world.now)
        #expect(answer.allowed)
        #expect(answer.verdicts.first { !$0.passed }?.message.en.hasPrefix("Warning only: ") == true)
    }

    /// CHECK and RESERVE never disagree.
    @Test func checkAgreesWithDecide() {
        var random = Seeded(state: 21)
        for _ in 0..<2_000 {
            var world = World()
            world.record.openHours = hours("mon-fri 08:00-20:00")
            world.book(1, period("2026-11-25T10:00", "2026-11-25T14:00"))
            let start = world.now + .minutes(5 * Int.random(in: 0..<10_000, using: &random))
            let time = Period(start: start, end: start + .minutes(5 * Int.random(in: 1...400, using: &random)))!
            var wish = world.wish(time)
            wish.contract = "HT-1"
            let answer = try? check(wish, by: World.firmUser, facts: world.facts, at: world.now)
            #expect(answer.map { $0.refusal.map(names) ?? [] } == world.refusals(time))
            let failed = answer?.verdicts.filter { !$0.passed }.map(\.rule.rawValue) ?? []
            let refused = world.refusals(time)
            #expect(failed == (refused == ["conflict"] ? ["B1"] : refused))
        }
    }
}
