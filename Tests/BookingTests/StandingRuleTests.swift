import Testing

@testable import Booking

/// What time does to a disclosure that stands, and what is found against it.
struct StandingRuleTests {
    private func standing(
        _ change: (inout DisclosureStanding) -> Void = { _ in }
    ) -> DisclosureStanding {
        let published = at("2026-11-20T10:00")
        var standing = DisclosureStanding(
            path: InstrumentPath(unit: "siom", number: "sem-01"), record: World.completeRecord,
            disclosure: .disclosed(since: published), dates: DisclosureDates(first: published, confirmed: published),
            calendar: shanghai)
        change(&standing)
        return standing
    }

    private func found(
        _ standing: DisclosureStanding, _ policy: Policy = .zhangjiang, at now: String = "2026-11-23T09:00"
    ) -> [DisclosureFinding] {
        findings(standing, policy: policy, workingDays: .mondayToFriday, at: at(now))
    }

    // MARK: D3

    /// Five working days from 13 February 2026: the 14th makes up for a holiday, and the 15th to the 23rd are off.
    @Test(arguments: [
        ("2026-02-20T23:59", false, []), ("2026-02-21T00:00", false, ["D3"]), ("2026-02-27T23:59", true, []),
        ("2026-02-28T00:00", true, ["D3"]),
    ])
    func deadlinesKnowTheHolidays(_ now: String, _ festival: Bool, _ rules: [RuleID]) {
        func day(_ text: String) -> Day { Day(text: text)! }
        let holidays = WorkingDays(
            holidays: Set((0...8).map { day("2026-02-15") + $0 }), makeUp: [day("2026-02-14"), day("2026-02-28")])
        let one = standing {
            $0.disclosure = .undisclosed
            $0.record.acceptanceDate = day("2026-02-13")
        }
        let found = findings(
            one, policy: policy(["D3": ["within": "5wd"]]), workingDays: festival ? holidays : .mondayToFriday,
            at: at(now))
        #expect(found.map(\.rule) == rules)
    }

    // MARK: D6

    /// Confirmed on 20 November 2026; the 180th day after it is 19 May 2027.
    @Test(arguments: [("2027-05-18T23:59", false), ("2027-05-19T23:59", false), ("2027-05-20T00:00", true)])
    func d6(_ now: String, _ stale: Bool) throws {
        let all = found(standing(), at: now)
        #expect(all.map(\.rule) == (stale ? ["D6"] : []))
        if let one = all.first {
            #expect(one.since == at("2027-05-20T00:00") && one.mended == nil)
            #expect(one.verdict.limit == "180d" && one.verdict.used == "181d")
        }
        var world = World()
        world.dates = standing().dates
        world.now = at(now)
        let since = world.register.stale(at: world.now)
        #expect(since == (stale ? at("2027-05-20T00:00") : nil))
        // A warning in every verdict, and no refusal.
        let wish = world.wish(period("2027-05-25T10:00", "2027-05-25T11:00"))
        let answer = try check(wish, by: World.firmUser, facts: world.facts, at: world.now)
        let verdict = try #require(answer.verdicts.first { $0.rule == "D6" })
        #expect(verdict.passed == !stale && answer.allowed)
        #expect(verdict.message.en.hasPrefix("Warning only") == stale)
        #expect(found(standing(), policy(["D6": ["mode": "off"]]), at: now).isEmpty)
        #expect(found(standing(), policy(["D6": ["days": "181d"]]), at: now).isEmpty)
        world.policy = policy(["D6": ["mode": "off"]])
        #expect(world.register.stale(at: world.now) == nil)
    }

    @Test func d6CannotRefuse() {
        #expect(throws: PolicyFault.self) { try Policy.make(profile: "p", version: 1, values: ["D6": ["mode": "on"]]) }
    }

    /// The day of confirmation is that of the zone, also where the clock changes in between.
    @Test func d6CountsDaysOfTheZone() {
        let confirmed = at("2026-10-20T23:30", newYork)
        let one = standing {
            $0.calendar = newYork
            $0.dates = DisclosureDates(first: confirmed, confirmed: confirmed)
        }
        let policy = policy(["D6": ["days": "20d"]])
        let edge = at("2026-11-10T00:00", newYork)
        #expect(findings(one, policy: policy, workingDays: .mondayToFriday, at: edge - Span(seconds: 1)).isEmpty)
        #expect(findings(one, policy: policy, workingDays: .mondayToFriday, at: edge).map(\.rule) == ["D6"])
    }

    // MARK: O10's closures

    private func closure(
        _ entered: String?, _ from: String, _ to: String, _ reason: ClosureReason = .maintenance
    ) -> Closure {
        Closure(
            id: ClosureID(7), channel: nil, period: period(from, to), reason: reason.rawValue,
            announcedAt: entered.map { at($0) })
    }

    @Test func closuresAnnouncedTooLate() {
        let open = hours("mon-fri 09:00-17:00")
        let table: [(Closure, Bool)] = [
            // Exactly three days, a minute more, a minute less.
            (closure("2026-11-20T09:00", "2026-11-23T09:00", "2026-11-23T12:00"), false),
            (closure("2026-11-20T08:59", "2026-11-23T09:00", "2026-11-23T12:00"), false),
            (closure("2026-11-20T09:01", "2026-11-23T09:00", "2026-11-23T12:00"), true),
            // Entered when it had begun.
            (closure("2026-11-23T10:00", "2026-11-23T09:00", "2026-11-23T12:00"), true),
            (closure("2026-11-22T09:00", "2026-11-23T09:00", "2026-11-23T12:00", .holiday), true),
            // Faults come as they come.
            (closure("2026-11-23T09:00", "2026-11-23T09:00", "2026-11-23T12:00", .fault), false),
            // A weekend and a night take nothing from anybody; a minute of the morning does.
            (closure("2026-11-20T18:00", "2026-11-21T00:00", "2026-11-23T09:00"), false),
            (closure("2026-11-20T18:00", "2026-11-21T00:00", "2026-11-23T09:01"), true),
            (closure(nil, "2026-11-23T09:00", "2026-11-23T12:00"), false),
        ]
        for (index, (closure, late)) in table.enumerated() {
            let all = unannouncedClosures([closure], hours: open, calendar: shanghai, policy: .zhangjiang)
            #expect(all.count == (late ? 1 : 0), "\(index)")
        }
        let taken = unannouncedClosures(
            [closure("2026-11-22T09:00", "2026-11-23T08:00", "2026-11-24T10:00")], hours: open, calendar: shanghai,
            policy: .zhangjiang)
        #expect(taken.map(\.taken) == [.hours(9)] && taken.map(\.notice) == [.hours(23)])
        let late = [table[2].0]
        #expect(unannouncedClosures(late, hours: nil, calendar: shanghai, policy: .zhangjiang).isEmpty)
        for values in [["mode": "off"], ["notice": "2d"], ["notice": "0d"]] {
            #expect(
                unannouncedClosures(late, hours: open, calendar: shanghai, policy: policy(["O10": values])).isEmpty)
        }
    }

    @Test func aClosureIsAFindingUntilItIsOver() {
        let one = standing { $0.closures = [closure("2026-11-22T09:00", "2026-11-23T08:00", "2026-11-24T10:00")] }
        let open = found(one)
        #expect(open.map(\.rule) == ["O10"] && open[0].closure == ClosureID(7) && open[0].mended == nil)
        #expect(open[0].since == at("2026-11-22T09:00"))
        #expect(found(one, at: "2026-11-24T10:00")[0].mended == at("2026-11-24T10:00"))
    }

    // MARK: D3

    @Test func lateDisclosures() {
        // Accepted on 1 November: in time to the end of 1 December.
        let undisclosed = standing {
            $0.disclosure = .undisclosed
            $0.dates = DisclosureDates(first: nil, confirmed: at("2026-11-02T09:00"))
            $0.record.priceBasis = nil
        }
        #expect(found(undisclosed, at: "2026-12-01T23:59").isEmpty)
        let late = found(undisclosed, at: "2026-12-02T00:00")
        #expect(late.map(\.rule) == ["D3"], "what it lacks is not published yet")
        #expect(late[0].since == at("2026-12-02T00:00") && late[0].mended == nil)
        for (first, count) in [("2026-12-01T23:59", 0), ("2026-12-02T00:00", 1)] {
            let disclosed = standing {
                $0.dates = DisclosureDates(first: at(first), confirmed: at("2026-12-03T09:00"))
                // A withdrawal and a return have moved the date of the state.
                $0.disclosure = .disclosed(since: at("2026-12-20T09:00"))
            }
            let all = found(disclosed, at: "2026-12-21T09:00")
            #expect(all.count == count)
            #expect(all.map(\.mended) == (count == 0 ? [] : [at(first)]))
        }
        #expect(found(undisclosed, policy(["D3": ["mode": "off"]]), at: "2027-12-02T00:00").isEmpty)
    }

    // MARK: Everything together

    @Test func allBrokenRulesInTheOrderOfTheBook() {
        let opened = at("2026-11-21T10:00")
        let one = standing {
            $0.record.contact = nil
            $0.record.shareMode = "不共享"
            $0.record.priceBasis = nil
            $0.record.openHours = hours("mon 09:00-12:00")
            $0.record.access = [.selfOperated]
            $0.closures = [closure("2026-11-22T09:00", "2026-11-23T08:00", "2026-11-24T10:00")]
            $0.opened = ["O7": opened]
        }
        let all = found(one, at: "2027-11-23T09:00")
        #expect(all.map(\.rule) == ["D2", "D6", "O1", "O7", "O10", "O10", "O11"])
        #expect(all[3].since == opened && all[0].since == one.dates?.confirmed)
        for finding in all {
            #expect(!finding.verdict.passed && !finding.verdict.message.zh.isEmpty && finding.instrument == one.path)
            #expect(!finding.verdict.message.en.hasPrefix("Warning"))
        }
        #expect(
            standingBreaches(
                one.record, state: one.disclosure, calendar: shanghai, policy: .zhangjiang,
                workingDays: .mondayToFriday,
                at: at("2027-11-23T09:00"))
                == ["D2", "O1", "O7", "O10", "O11"])
        #expect(
            standingBreaches(
                one.record, state: .exempt(reason: "r", reference: "r", since: opened), calendar: shanghai,
                policy: .zhangjiang, workingDays: .mondayToFriday, at: opened
            ).isEmpty)
    }

    @Test func nothingIsFoundAgainstWhatIsHiddenOrAway() {
        let now = at("2026-11-23T09:00")
        for state in [
            DisclosureState.exempt(reason: "r", reference: "r", since: now),
            .withdrawn(reason: "r", until: nil, since: now), .withdrawn(reason: "r", until: now + .days(1), since: now),
        ] {
            #expect(
                found(
                    standing {
                        $0.disclosure = state; $0.record.priceBasis = nil
                    }
                ).isEmpty)
        }
        // Back at the announced moment, exactly.
        let back = standing {
            $0.disclosure = .withdrawn(reason: "r", until: now, since: now - .days(1))
            $0.record.priceBasis = nil
        }
        #expect(found(back).map(\.rule) == ["O7"])
        #expect(findings(back, policy: .zhangjiang, workingDays: .mondayToFriday, at: now - Span(seconds: 1)).isEmpty)
    }

    // MARK: O1 for bookings

    @Test func theUnitHasTheTermsOfOutsiders() throws {
        let world = World()
        let own = try Proposal(
            wish: world.wish(period("2026-11-24T10:00", "2026-11-24T11:00"), project: "p"), requester: World.unitUser,
            now: world.now
        ).makeCase(world.facts)
        func verdict(_ requester: Requester) throws -> Verdict? {
            try check(
                world.wish(period("2026-11-24T10:00", "2026-11-24T11:00"), project: "p"), by: requester,
                facts: world.facts, at: world.now
            ).verdicts.first { $0.rule == "O1" }
        }
        let shown = try #require(try verdict(World.unitUser))
        #expect(shown.passed && shown.message.en.contains("days=30d") && shown.message.en.contains("notice=2h"))
        #expect(try verdict(World.firmUser) == nil)
        // A rule that favours the unit, or a firm of a kind, is found out; one that favours outsiders is not.
        func favouring(_ favoured: @escaping @Sendable (BookingCase) -> Bool) -> Rule {
            Rule(
                "B5", zh: "", en: "", source: .promise,
                booking: Judge(
                    find: { c, _ in favoured(c) ? .passed : .failed }, say: { _, _, _ in Bilingual(zh: "", en: "") }))
        }
        #expect(O1.advantage(own, over: [favouring { $0.party == .own }])?.id == "B5")
        #expect(O1.advantage(own, over: [favouring { $0.organisation?.organisation.kind == .unit }])?.id == "B5")
        #expect(O1.advantage(own, over: [favouring { $0.party == .outside }]) == nil)
        #expect(O1.advantage(own, over: [favouring { _ in false }]) == nil)
        #expect(O1.advantage(own, over: O1.terms) == nil)
    }

    /// Whatever time the unit asks for, it gets it if and only if an outsider in its place would.
    @Test func sameTimeSameAnswer() {
        var world = World()
        world.record.openHours = hours("mon-fri 09:00-17:00; sat 09:00-12:00")
        let terms: Set<String> = ["O1", "B2", "B3", "B4", "B5"]
        var random = Seeded(state: 3)
        for _ in 0..<2_000 {
            let start = world.now + .minutes(Int.random(in: -120...50_000, using: &random))
            let minutes = [15, 30, 45, 60, 480, 1_440, 1_455].randomElement(using: &random)!
            let asked = Period(start: start, end: start + .minutes(minutes))!
            let own = world.refusals(asked, by: World.unitUser, project: "p").filter { terms.contains($0) }
            #expect(own == world.refusals(asked).filter { terms.contains($0) })
        }
    }
}
