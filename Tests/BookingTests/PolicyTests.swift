import Booking
import Testing

struct PolicyTests {
    /// Makes a profile that must not pass, and tells its fault.
    private func fault(_ values: [String: [String: String]], version: Int = 1) -> PolicyFault? {
        do {
            _ = try Policy.make(profile: "x", version: version, values: values)
            return nil
        } catch {
            return error
        }
    }

    @Test func nothingSaidIsZhangjiang() throws {
        let made = try Policy.make(profile: "zhangjiang", version: 1, values: [:])
        #expect(made == Policy.zhangjiang)
        let said = try Policy.make(
            profile: "zhangjiang", version: 1,
            values: [
                "D1": ["mode": "on", "threshold": "off"], "D2": ["mode": "on"], "D3": ["mode": "on", "within": "30d"],
                "O6": ["notice": "5wd"], "B3": ["min": "30m", "max": "24h", "grid": "15m"], "B4": ["notice": "2h"],
                "B5": ["days": "30d"], "B6": ["week": "40h", "month": "off"], "B7": ["max": "20"],
                "B14": ["notice": "24h"],
                "B16": ["project": "yes"],
            ])
        #expect(said == Policy.zhangjiang)
    }

    @Test func faultsNameRuleKeyAndWhatIsAllowed() {
        #expect(fault(["B5": ["days": "900d"]])?.description == "B5.days: \"900d\" is not allowed; allowed: 1d to 730d")
        #expect(fault(["B5": ["days": "30"]])?.key == "days")
        #expect(
            fault(["B5": ["day": "30d"]])?.description
                == "B5.day: there is no such key; allowed: one of the keys mode, days")
        #expect(
            fault(["B99": [:]])?.description.hasPrefix("B99: there is no such rule; allowed: one of the rules D1, ")
                == true)
        #expect(fault(["B1": ["mode": "off"]])?.description == "B1.mode: \"off\" is not allowed; allowed: on")
        #expect(fault(["B15": ["mode": "warn"]])?.allowed.en == "on")
        #expect(fault(["B4": ["mode": "perhaps"]])?.allowed.en == "on, warn, off")
        #expect(
            fault(["B3": ["min": "2h", "max": "1h"]])?.description
                == "B3.max: \"1h\" is not allowed; allowed: at least min, which is 2h")
        #expect(fault(["B4": ["notice": "2"]])?.allowed.en == "0m to 30d")
        #expect(fault(["B7": ["max": "0"]])?.allowed.en == "1 to 10000")
        #expect(fault(["B16": ["project": "maybe"]])?.allowed.en == "yes or no")
        #expect(fault(["D1": ["threshold": "300000"]])?.allowed.en == "0yuan to 1000000000yuan, or off")
        #expect(fault(["D3": ["within": "off"]]) != nil)
        #expect(fault([:], version: 0)?.key == "version")
    }

    /// The other profiles that the rule book names can be said, with the sources of their numbers.
    @Test func otherProfiles() throws {
        func line(_ values: [String: [String: String]], _ rule: String) throws -> PolicyLine {
            let policy = try Policy.make(profile: "p", version: 2, values: values)
            return try #require(policy.lines.first { $0.id.rawValue == rule })
        }
        let shanghai = try line(["D1": ["threshold": "300000yuan"]], "D1")
        #expect(shanghai.value == "threshold=300000yuan" && shanghai.source.en.contains("Shanghai sharing regulation"))
        let national = try line(["D3": ["within": "30wd"]], "D3")
        #expect(national.value == "within=30wd" && national.source.en.contains("article 11"))
        #expect(try line(["D3": ["within": "15d"]], "D3").source.en.contains("article 5"))
        #expect(try line(["D1": ["threshold": "500000yuan"]], "D1").source.en.contains("article 12"))
        #expect(try line(["B6": ["mode": "off"]], "B6").mode == .off)
        #expect(try line([:], "B5").value == "days=30d")
    }

    /// A number without a source is never presented as law.
    @Test func numbersSayWhoseTheyAre() throws {
        let lines = Policy.zhangjiang.lines
        #expect(lines.map(\.id) == RuleBook.all.map(\.id))
        let source = { (id: RuleID) in lines.first { $0.id == id }!.source }
        #expect(source("B5").en.contains("days: operator's own choice") && source("B5").zh.contains("days: 运营方自定"))
        #expect(source("D3").en.contains("within: Shanghai reporting measures"))
        let other = try Policy.make(profile: "p", version: 1, values: ["D3": ["within": "45d"]])
        #expect(other.lines[2].source.en.contains("within: operator's own choice"))
        for line in lines { #expect(!line.title.zh.isEmpty && !line.title.en.isEmpty) }
    }

    @Test func settingsStandInTheirPlaces() {
        #expect(Set(RuleBook.all.map(\.id)).count == RuleBook.all.count)
        for rule in RuleBook.all {
            let setting = Policy.zhangjiang[rule.id]
            #expect(setting?.mode == rule.fallback && rule.modes.contains(rule.fallback))
            for spec in rule.settings { #expect(setting?[spec] == spec.fallback) }
            #expect(Set(rule.settings.map(\.key)).count == rule.settings.count)
        }
    }

    /// What a value prints is what a profile may write.
    @Test func valuesReadBack() throws {
        for rule in RuleBook.all {
            var pairs: [String: String] = [:]
            for spec in rule.settings { pairs[spec.key] = spec.fallback.description }
            #expect(
                try Policy.make(profile: "zhangjiang", version: 1, values: [rule.id.rawValue: pairs])
                    == Policy.zhangjiang)
        }
    }
}
