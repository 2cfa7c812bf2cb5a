import Booking
import Testing

/// Rules B11 and B12: several wishes are one act, and a series keeps the wall's time.
struct OneActTests {
    private func order(_ world: World, _ periods: [Period], skipping: Bool = false) -> Decision {
        var next: Int64 = 98
        func id() -> BookingID {
            next += 1
            return BookingID(next)
        }
        return decide(
            .order(Order(wishes: periods.map { world.wish($0) }, skipsConflicts: skipping)), by: World.firmUser,
            facts: world.facts, newID: id(), at: world.now)
    }

    private let first = period("2026-11-24T09:00", "2026-11-24T12:00")

    /// The second of an act against the first: touching it, and a step of the grid into it.
    @Test(arguments: [
        ("2026-11-24T12:00", []), ("2026-11-24T11:45", ["B11"]), ("2026-11-24T12:15", []),
        ("2026-11-24T09:00", ["B11"]),
    ])
    func anActIsNotInItsOwnWay(_ start: String, _ rules: [String]) throws {
        let second = Period(start: at(start), end: at(start) + .hours(2))!
        let decided = order(World(), [first, second])
        #expect(names(decided) == rules)
        // Skipping leaves out what others took, not what the act takes from itself.
        #expect(names(order(World(), [first, second], skipping: true)) == rules)
        guard case .refused(.several(let refused)) = decided else { return }
        #expect(refused.map(\.index) == [1])
        guard case .rules(let verdicts) = refused[0].refusal else {
            Issue.record("\(refused[0].refusal)")
            return
        }
        #expect(verdicts[0].used.hasPrefix("2026-11-24T09:00") && verdicts[0].message.zh.contains("同一次预约"))
        // On two channels there is room for both.
        var world = World()
        world.channels.append(ChannelFacts(id: ChannelID(2), live: []))
        #expect(names(order(world, [first, second])).isEmpty)
    }

    /// What another's booking keeps out is a conflict as ever, and can be skipped.
    @Test func othersAreConflicts() {
        var world = World()
        world.book(1, period("2026-11-25T10:00", "2026-11-25T11:00"))
        let second = period("2026-11-25T09:00", "2026-11-25T12:00")
        #expect(names(order(world, [first, second])) == ["conflict"])
        #expect(names(order(world, [first, second], skipping: true)).isEmpty)
        // Set-up and clean-down are kept within the act as between others.
        world.record.setUp = 30
        let near = period("2026-11-24T12:15", "2026-11-24T13:00")
        #expect(names(order(world, [first, near])) == ["B11"])
        #expect(names(order(world, [first, period("2026-11-24T12:30", "2026-11-24T13:00")])).isEmpty)
    }

    /// Several that move into each other's new places.
    @Test func movesOfOneActToo() {
        var world = World()
        world.book(1, period("2026-11-24T09:00", "2026-11-24T10:00"))
        world.book(2, period("2026-11-25T09:00", "2026-11-25T10:00"))
        func moved(_ second: Period) -> [String] {
            names(
                decide(
                    .reschedule([
                        Rescheduling(booking: BookingID(1), to: period("2026-11-26T09:00", "2026-11-26T11:00")),
                        Rescheduling(booking: BookingID(2), to: second),
                    ]), by: World.firmUser, facts: world.facts, newID: BookingID(99), at: world.now))
        }
        #expect(moved(period("2026-11-26T10:45", "2026-11-26T11:45")) == ["B11"])
        #expect(moved(period("2026-11-26T11:00", "2026-11-26T12:00")).isEmpty)
        // The old place of the other is free.
        #expect(moved(period("2026-11-24T09:00", "2026-11-24T10:00")).isEmpty)
    }

    @Test func theRulesStandInTheBook() throws {
        for id in ["B11", "B12"] as [RuleID] {
            let line = try #require(Policy.zhangjiang.lines.first { $0.id == id })
            #expect(line.mode == .on && !line.source.en.isEmpty && !line.title.zh.isEmpty)
            #expect(throws: PolicyFault.self) {
                try Policy.make(profile: "p", version: 1, values: [id.rawValue: ["mode": "off"]])
            }
        }
    }

    /// What is wrong with a series names its rule: too many dates are B11's, the rest B12's.
    @Test(arguments: [
        ("FREQ=DAILY;UNTIL=20271125", "B11"), ("FREQ=DAILY;UNTIL=20271124", ""), ("FREQ=HOURLY;COUNT=2", "B12"),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=2", "B12"),
    ])
    func faultsNameTheirRule(_ text: String, _ rule: String) {
        do throws(RecurrenceFault) {
            let start = WallTime(day: Day(text: "2026-11-24")!, second: 9 * 3600)!
            _ = try Series(rule: try RecurrenceRule(text: text), start: start, length: .elapsed(.hours(1)))
                .bookable(in: shanghai)
            #expect(rule == "")
        } catch {
            #expect(error.rule.rawValue == rule)
        }
    }
}
