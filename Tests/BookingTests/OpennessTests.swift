import Booking
import Testing

/// Which of two values is the more open one, and what a fault says.
struct OpennessTests {
    private func setting(_ name: String) -> Setting {
        let parts = name.split(separator: ".").map(String.init)
        return RuleBook.rule(RuleID(rawValue: parts[0]))!.settings.first { $0.key == parts[1] }!
    }

    private func value(_ name: String, _ text: String) throws -> SettingValue {
        let document = PolicyDocument("\(name)=\(text)")
        let key = try #require(document.override.keys.first, "\(document.faults)")
        guard case .number(let value) = document.override[key] else { throw Missing() }
        return value
    }

    private struct Missing: Error {}

    @Test(arguments: [
        ("D1.threshold", "100000yuan", "300000yuan"), ("D1.threshold", "off", "0yuan"), ("D3.within", "15d", "30d"),
        ("D3.within", "29wd", "30wd"), ("D3.within", "30d", "30wd"), ("O6.notice", "6wd", "5wd"),
        ("B3.min", "15m", "30m"), ("B4.notice", "119m", "120m"), ("B4.notice", "0m", "1m"), ("B5.days", "31d", "30d"),
        ("B6.week", "off", "168h"), ("B6.week", "41h", "40h"), ("B6.month", "off", "100h"), ("B7.max", "21", "20"),
        ("B14.notice", "4h", "24h"), ("B16.project", "yes", "no"), ("B3.grid", "5m", "15m"), ("B3.grid", "15m", "60m"),
        ("D6.days", "179d", "180d"), ("D8.one", "49%", "50%"), ("D8.window", "31d", "30d"), ("D8.most", "20%", "21%"),
        ("O10.hours", "21h", "20h"),
        ("O10.notice", "4d", "3d"),
    ])
    func oneIsMoreOpen(_ name: String, _ open: String, _ closed: String) throws {
        let spec = setting(name)
        let (open, closed) = (try value(name, open), try value(name, closed))
        #expect(spec.isAsOpen(open, as: closed) && !spec.isAsOpen(closed, as: open))
        #expect(spec.isAsOpen(open, as: open) && spec.isAsOpen(closed, as: closed))
    }

    /// Neither takes the place of the other.
    @Test(arguments: [
        ("B3.grid", "10m", "15m"), ("B3.grid", "45m", "60m"), ("D3.within", "31d", "30wd"),
        ("D3.within", "22d", "21wd"),
    ])
    func someCannotBeCompared(_ name: String, _ one: String, _ other: String) throws {
        let (one, other) = (try value(name, one), try value(name, other))
        #expect(!setting(name).isAsOpen(one, as: other) && !setting(name).isAsOpen(other, as: one))
    }

    /// Every rule and setting says in which direction a level below the zone may move it. A new one fails here until its
    /// author has said so: `+` may be tightened only, `-` relaxed only, `=` is the same everywhere.
    @Test func everyRuleAndSettingHasItsDirection() {
        let directions: [RuleID: String] = [
            "D1": "+ threshold<", "D2": "+", "D3": "+ within<", "D4": "=", "D5": "=", "D6": "+ days<", "D7": "+",
            "D8": "+ one< most< window>", "O1": "+", "O2": "+ share< release<", "O3": "+ unit< park<", "O4": "+",
            "O5": "+", "O6": "+ notice>", "O7": "+", "O8": "+ days> discount>", "O9": "=",
            "O10": "+ hours> notice>", "O11": "+",
            "B1": "=", "B2": "-", "B3": "- min< max> grid/", "B4": "- notice<", "B5": "- days>", "B6": "- week> month>",
            "B7": "- max>", "B8": "- count> within< suspension<", "B9": "-", "B10": "-", "B13": "-", "B11": "=",
            "B12": "=", "B14": "- notice<", "B15": "=", "B16": "+ project:yes",
        ]
        for rule in RuleBook.all {
            let mode = rule.modes.count == 1 ? "=" : rule.protectsOutsiders ? "+" : "-"
            let settings = rule.settings.map { setting in
                let sign =
                    switch setting.moreOpen {
                    case .larger: ">"
                    case .smaller: "<"
                    case .divisor: "/"
                    case .yes: ":yes"
                    case .no: ":no"
                    case .fixed: "="
                    }
                return setting.key + sign
            }
            #expect(([mode] + settings).joined(separator: " ") == directions[rule.id], "\(rule.id)")
        }
        #expect(directions.count == RuleBook.all.count)
    }

    @Test func rulesForOutsidersAreTightenedAndOthersRelaxed() {
        for rule in RuleBook.all {
            let isForOutsiders = rule.id.rawValue.first != "B" || rule.id == "B16"
            #expect(rule.protectsOutsiders == isForOutsiders, "\(rule.id)")
            #expect(rule.isAsOpen(.on, as: .off) == isForOutsiders && rule.isAsOpen(.off, as: .on) != isForOutsiders)
            #expect(rule.isAsOpen(.on, as: .warn) == isForOutsiders && rule.isAsOpen(.off, as: .warn) != isForOutsiders)
            for mode in RuleMode.allCases { #expect(rule.isAsOpen(mode, as: mode)) }
        }
    }

    /// An order: no two values are each more open than the other, and what is more open than the more open is so too.
    @Test func opennessIsAnOrder() throws {
        for rule in RuleBook.all {
            for spec in rule.settings {
                var texts = Samples.texts(spec)
                if spec.canBeOff { texts.append("off") }
                let values = Set(try texts.map { try value("\(rule.id).\(spec.key)", $0) })
                for a in values {
                    for b in values where spec.isAsOpen(a, as: b) {
                        #expect(a == b || !spec.isAsOpen(b, as: a), "\(rule.id).\(spec.key) \(a) \(b)")
                        for c in values where spec.isAsOpen(b, as: c) {
                            #expect(spec.isAsOpen(a, as: c), "\(rule.id).\(spec.key) \(a) \(b) \(c)")
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: [
        ("B4.notice", "2h", "0m to 2h"), ("B5.days", "30d", "30d to 730d"), ("B6.week", "40h", "40h to 7d, or off"),
        ("B6.month", "off", "off"), ("D1.threshold", "300000yuan", "0yuan to 300000yuan, or off"),
        ("D3.within", "30d", "1d to 30d"), ("D3.within", "30wd", "1d to 30d, or 1wd to 30wd"),
        ("B3.grid", "15m", "a value that divides 15m without rest"), ("B16.project", "yes", "yes"),
        ("B4.notice", "0m", "0m"), ("O6.notice", "5wd", "5wd to 250wd"),
    ])
    func whatIsAllowedBelow(_ name: String, _ above: String, _ allowed: String) throws {
        #expect(setting(name).allowed(below: try value(name, above)).en == allowed)
    }
}

/// Values that settings can have, few enough to meet each other often.
enum Samples {
    static func texts(_ setting: Setting) -> [String] {
        func near(_ range: ClosedRange<Int>, _ more: [Int], _ unit: String) -> [String] {
            ([range.lowerBound, range.upperBound] + more).filter(range.contains).map { "\($0)\(unit)" }
        }
        return switch setting.kind {
        case .minutes(let r): near(r, [5, 10, 15, 30, 60, 120, 480, 1440, 2400], "m")
        case .days(let r): near(r, [7, 30, 60], "d")
        case .daysOrWorkingDays(let r): near(r, [15, 30, 31, 45], "d") + near(r, [10, 30, 31], "wd")
        case .workingDays(let r): near(r, [3, 5, 10], "wd")
        case .count(let r): near(r, [2, 3, 20], "")
        case .percent(let r): near(r, [10, 20, 50], "%")
        case .yuan(let r): near(r, [300_000, 500_000], "yuan")
        case .flag: ["yes", "no"]
        }
    }

    static func text(_ setting: Setting, using random: inout Seeded) -> String {
        setting.canBeOff && random.next() % 4 == 0 ? "off" : texts(setting).randomElement(using: &random)!
    }

    /// Rules with random modes and numbers; each key is said with that probability in percent.
    static func values(_ percent: UInt64, using random: inout Seeded) -> [String: [String: String]] {
        var values: [String: [String: String]] = [:]
        for rule in RuleBook.all {
            if random.next() % 100 < percent {
                values[rule.id.rawValue, default: [:]]["mode"] = rule.modes.randomElement(using: &random)!.rawValue
            }
            for setting in rule.settings where random.next() % 100 < percent {
                values[rule.id.rawValue, default: [:]][setting.key] = text(setting, using: &random)
            }
        }
        return values
    }

    static func document(_ values: [String: [String: String]]) -> String {
        values.flatMap { rule, pairs in pairs.map { "\(rule).\($0)=\($1)" } }.sorted().joined(separator: "\n")
    }
}
