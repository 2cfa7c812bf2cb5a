import Booking
import Testing

/// Policies of parks, units and instruments: more open than the one above them, never less.
struct PolicyLevelTests {
    private func read(_ text: String) -> PolicyOverride {
        let document = PolicyDocument(text)
        #expect(document.faults.isEmpty, "\(document.faults)")
        return document.override
    }

    private func fault(_ above: Policy, _ text: String) -> PolicyFault? {
        do {
            _ = try above.overridden(by: read(text), level: .unit)
            return nil
        } catch {
            return error
        }
    }

    @Test func aLevelSaysWhatItSaysAndNoMore() throws {
        let unit = try Policy.zhangjiang.overridden(
            by: read("B4.notice=1h\nB6.mode=off\nD3.within=20d"), level: .unit)
        #expect(unit["B4"]?[B4.notice] == .minutes(60) && unit["B6"]?.mode == .off)
        #expect(unit.differing.map(\.id) == ["D3", "B4", "B6"])
        #expect(unit.differing.allSatisfy { $0.levels == [.unit] })
        #expect(unit.lines.filter { !$0.levels.isEmpty }.count == 3)
        let line = try #require(unit.lines.first { $0.id == "B4" })
        #expect(line.value == "notice=1h" && line.source.en.contains("notice: the unit's own choice"))
        #expect(line.source.zh.contains("notice: 单位自定"))
        // What has a source keeps it, whoever chose it.
        let strict = try unit.overridden(by: read("D3.within=15d"), level: .instrument)
        #expect(strict.lines.first { $0.id == "D3" }?.source.en.contains("article 5") == true)
        #expect(strict.lines.first { $0.id == "D3" }?.levels == [.instrument])
        #expect(strict.lines.first { $0.id == "B4" }?.levels == [.unit])
        // The same as above it is nobody's choice.
        #expect(try Policy.zhangjiang.overridden(by: read("B4.notice=2h"), level: .park) == Policy.zhangjiang)
    }

    @Test(arguments: [
        ("B4.notice=3h", "B4", "notice", "2h", "0m to 2h"), ("B5.days=29d", "B5", "days", "30d", "30d to 730d"),
        ("B3.grid=10m", "B3", "grid", "15m", "a value that divides 15m without rest"),
        ("D3.within=10wd", "D3", "within", "30d", "1d to 30d"), ("D2.mode=warn", "D2", "mode", "on", "on"),
        ("O6.notice=4wd", "O6", "notice", "5wd", "5wd to 250wd"), ("B6.month=700h", "B6", "month", "off", "off"),
        ("B16.mode=off", "B16", "mode", "on", "on"), ("B16.project=no", "B16", "project", "yes", "yes"),
    ])
    func lessOpenIsRefused(_ text: String, _ rule: String, _ key: String, _ above: String, _ allowed: String) throws {
        let refused = fault(.zhangjiang, text)
        let fault = try #require(refused)
        #expect(fault.rule == rule && fault.key == key && fault.above == above && fault.allowed.en == allowed)
        #expect(fault.message.en.hasPrefix("\(rule).\(key): ") && fault.message.en.hasSuffix(allowed))
        #expect(fault.message.zh.contains(above))
    }

    @Test func everyFaultIsFound() {
        let faults = Policy.zhangjiang.faults(of: read("B5.days=10d\nB4.notice=1h\nB4.mode=off\nD2.mode=off\nB7.max=2"))
        #expect(faults.map(\.key.description) == ["D2.mode", "B5.days", "B7.max"])
        #expect(Policy.zhangjiang.faults(of: PolicyOverride()).isEmpty)
    }

    @Test func aProtectionThatIsOffProtectsNobody() throws {
        let lax = policy(["D3": ["mode": "off", "within": "10d"], "B4": ["mode": "off", "notice": "1h"]])
        let unit = try lax.overridden(by: read("D3.mode=warn\nD3.within=90d"), level: .unit)
        #expect(unit["D3"]?.mode == .warn && unit["D3"]?[D3.within] == .days(90))
        #expect(fault(lax, "B4.mode=warn")?.allowed.en == "off")
    }

    /// The levels above may change after an override was adopted.
    @Test func theMoreOpenOfTheTwoStands() {
        let own = read("B4.notice=1h\nB5.days=60d\nB3.grid=5m\nB7.mode=off")
        let later = policy([
            "B4": ["notice": "30m"], "B5": ["days": "45d"], "B3": ["grid": "12m"], "B7": ["mode": "on"],
        ])
        let merged = later.merged(with: own, level: .unit)
        #expect(merged["B4"]?[B4.notice] == .minutes(30), "the level above has become the more open")
        #expect(merged["B5"]?[B5.horizon] == .days(60))
        #expect(merged["B3"]?[B3.grid] == .minutes(12), "neither grid has the other's lines")
        #expect(merged["B7"]?.mode == .off)
        #expect(merged.differing.map(\.id) == ["B5", "B7"])
        // What holds no more is named, and holds again when the level above goes back.
        #expect(merged.superseded(of: own).map(\.description) == ["B3.grid", "B4.notice"])
        #expect(Policy.zhangjiang.merged(with: own, level: .unit).superseded(of: own).isEmpty)
        #expect(merged.keys(otherwiseThan: later).map(\.description) == ["B5.days", "B7.mode"])
        #expect(merged.keys(setBy: .unit) == merged.keys(otherwiseThan: later) && merged.keys(setBy: .park).isEmpty)
        #expect(merged.version == later.version && merged.profile == later.profile)
    }

    /// Whatever was said at whichever level: the result is as open as all above it, and an outsider's booking that the
    /// level above accepts is accepted.
    @Test func neverLessOpen() throws {
        var random = Seeded(state: 41)
        var accepted = 0
        var refused = 0
        for _ in 0..<1500 {
            guard
                let zone = try? Policy.make(profile: "z", version: 1, values: Samples.values(40, using: &random))
            else { continue }
            var above = zone
            for level in [PolicyLevel.park, .unit, .instrument] {
                let values = Samples.values(15, using: &random)
                let override = PolicyDocument(Samples.document(values)).override
                let merged = above.merged(with: override, level: level)
                #expect(merged.isAsOpen(as: above) && merged.isAsOpen(as: zone))
                let faults = Set(above.faults(of: override).map(\.key))
                #expect(faults == Set(override.keys.filter { merged[$0] != override[$0] }))
                // Every word that is not at fault can be said by itself, and is in force.
                let kept = override.keys.filter { !faults.contains($0) }
                let rest = PolicyDocument(kept.map { "\($0)=\(override[$0]!)" }.joined(separator: "\n")).override
                #expect(try above.overridden(by: rest, level: level) == merged)
                let wish = Self.wish(using: &random)
                if Self.world(above).refusals(wish).isEmpty {
                    accepted += 1
                    #expect(Self.world(merged).refusals(wish).isEmpty)
                } else {
                    refused += 1
                }
                above = merged
            }
            let written = try Policy(profile: "z", version: 1, document: above.document)
            #expect(written == above, "what is stored reads back as it was")
        }
        #expect(accepted > 200 && refused > 200)
    }

    private static func world(_ policy: Policy) -> World {
        var world = World()
        world.policy = policy
        for index in 0..<3 {
            let start = at("2026-11-24T09:00") + .days(index)
            world.book(Int64(index + 1), Period(start: start, end: start + .hours(9))!)
        }
        return world
    }

    private static func wish(using random: inout Seeded) -> Period {
        let start = at("2026-11-23T09:00") + .minutes(5 * Int(random.next() % 12_000))
        return Period(start: start, end: start + .minutes(5 * Int(random.next() % 300 + 1)))!
    }

    // MARK: Profiles by name

    /// All that a profile says is said, and what the document says otherwise comes first.
    @Test func aProfileIsTakenOverWhole() throws {
        let open = policy(["B4": ["notice": "30m"], "B6": ["month": "160h", "week": "off"], "D3": ["within": "15d"]])
        let document = PolicyDocument("", over: open)
        #expect(document.profile == open.profile && document.faults.isEmpty)
        #expect(Policy.zhangjiang.merged(with: document.override, level: .unit)["B4"] == open["B4"])
        #expect(Policy.zhangjiang.faults(of: document.override).map(\.key.description) == ["B6.month"])
        let mended = PolicyDocument("B6.month=off\nB4.notice=1h", over: open)
        #expect(Policy.zhangjiang.faults(of: mended.override).isEmpty)
        let merged = try Policy.zhangjiang.overridden(by: mended.override, level: .unit)
        #expect(merged["B4"]?[B4.notice] == .minutes(60) && merged["D3"]?[D3.within] == .days(15))
        #expect(merged.differing.map(\.id) == ["D3", "B4", "B6"])
        #expect(mended.lines.count == 2, "only what was written has a line")
    }

    // MARK: Documents

    @Test func documentsAreReadAsPeopleWriteThem() {
        let document = PolicyDocument("# shorter notice\n\n  B4.notice = 1h  \r\nB6.mode=off\n")
        #expect(document.faults.isEmpty)
        #expect(document.override.description == "B4.notice=1h\nB6.mode=off")
        #expect(document.lines.values.sorted() == [3, 4])
        #expect(PolicyDocument("").override.isEmpty && PolicyDocument("\n# nothing\n").override.isEmpty)
        #expect(PolicyDocument("B6.mode=off\nB4.notice=60m").override == document.override)
    }

    @Test(arguments: [
        ("B4.notice", "write RULE.key=value"), ("notice=1h", "write RULE.key=value"),
        ("B4.notice.x=1h", "write RULE.key=value"), ("B99.mode=off", "B99: there is no such rule"),
        ("b4.notice=1h", "b4: there is no such rule"), ("B4.day=1d", "allowed: one of the keys mode, notice"),
        ("B4.notice=soon", "\"soon\" is not allowed; allowed: 0m to 30d"), ("B1.mode=off", "allowed: on"),
        ("B4.notice=", "\"\" is not allowed"), ("B4.mode=OFF", "allowed: on, warn, off"),
        ("B7.max=30", "B7.max is said in line 1 already"),
    ])
    func whatCannotBeReadIsNamed(_ line: String, _ says: String) throws {
        let document = PolicyDocument("B7.max=30\n\(line)")
        let fault = try #require(document.faults.first)
        #expect(document.faults.count == 1 && fault.line == 2 && fault.message.en.contains(says), "\(fault.message.en)")
        #expect(fault.message.zh.unicodeScalars.contains { $0.value > 0x4E00 })
    }

    @Test func textsOfOtherProgramsAreRead() throws {
        let text = "B4 off@park notice=1h@unit soon=2h\nX9 on a=b\nB5 on days=60d\nD2 warn "
        let policy = try Policy(profile: "p", version: 9, document: text)
        #expect(policy["B4"]?.mode == .off && policy["B4"]?[B4.notice] == .minutes(60) && policy.version == 9)
        #expect(policy.lines.first { $0.id == "B4" }?.levels == [.park, .unit])
        #expect(policy["D2"]?.mode == .warn && policy["B5"]?[B5.horizon] == .days(60))
        // A rule that the text does not have was not in force.
        #expect(policy["B6"]?.mode == .off)
        #expect(throws: PolicyFault.self) { try Policy(profile: "p", version: 1, document: "B5 on days=90h") }
    }

    // MARK: What is judged by it

    @Test func casesAreJudgedByTheInstrumentsOwn() throws {
        var world = World()
        world.policy = try Policy.zhangjiang.overridden(by: read("B4.notice=30m\nB14.notice=1h"), level: .instrument)
            .numbered(12)
        let soon = Period(start: world.now + .minutes(30), end: world.now + .minutes(90))!
        let decided = decide(
            .reserve(world.wish(soon)), by: World.firmUser, facts: world.facts, newID: BookingID(99), at: world.now)
        let booking = try #require(event(decided)?.after, "refused: \(names(decided))")
        #expect(booking.policyVersion == 12, "decided under the instrument's own version")
        world.book(7, soon)
        let cancelled = decide(
            .cancel(BookingID(7), reason: nil), by: World.firmUser, facts: world.facts, newID: BookingID(99),
            at: world.now - .minutes(30))
        let after = try #require(event(cancelled)?.after, "refused: \(names(cancelled))")
        #expect(after.state == .cancelled && !after.life.late)
    }
}
