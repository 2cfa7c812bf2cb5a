import Booking
import Inventory
import Testing

/// What is shipped beside the program: the demonstration zone and the policy profiles.
@Suite struct ShippedTests {
    private static let units = ["siom", "pharm", "chips", "metals", "water"]
    private static let shanghai: ZoneCalendar = {
        do {
            return try ZoneCalendar(
                name: "Asia/Shanghai", tzif: try RealLists.file("/usr/share/zoneinfo/Asia/Shanghai"))
        } catch {
            fatalError("\(error)")
        }
    }()

    private func text(_ path: String) throws -> String {
        String(decoding: try RealLists.file("\(RealLists.repository)/\(path)"), as: UTF8.self)
    }

    @Test(arguments: units) func everySeedIsFullyDisclosed(_ unit: String) throws {
        let list = try read(try text("seeds/inventories/\(unit).csv"))
        #expect(list.faults.isEmpty, "\(list.faults)")
        #expect(list.records.count >= 2)
        for record in list.records {
            #expect(D2.missing(record, .required).isEmpty, "\(record.number) \(D2.missing(record, .required))")
            #expect(record.commitment != nil)
            let judged = judge(
                record, state: .disclosed(since: Instant(seconds: 0)), calendar: Self.shanghai, policy: .zhangjiang,
                workingDays: .mondayToFriday, at: Instant(seconds: 1_800_000_000))
            #expect(judged.refusals.isEmpty && judged.findings.isEmpty, "\(record.number) \(judged.findings)")
            #expect(record.classScheme?.contains("演示") == true)
        }
    }

    @Test func theSeedsAreVaried() throws {
        let records = try Self.units.flatMap { try read(try text("seeds/inventories/\($0).csv")).records }
        #expect(records.count == 15)
        #expect(records.contains { $0.channels == 2 })
        #expect(Set(records.flatMap(\.access)) == Set(AccessMode.allCases))
        #expect(Set(records.flatMap(\.services).map(\.unitOfCharge)) == Set(UnitOfCharge.allCases))
    }

    @Test func theInstrumentOfTheSampleSession() throws {
        let sem = try #require(try read(try text("seeds/inventories/siom.csv")).records.first)
        #expect((sem.number, sem.name) == ("sem-01", "场发射扫描电镜"))
        #expect(
            sem.services.first
                == ServiceOffer(code: "imaging", content: "表面形貌成像", unitOfCharge: .hour, price: Money(fen: 35_000)))
        // Free again at the very minute at which the first booking ends.
        #expect((sem.setUp, sem.cleanDown) == (0, 0))
        #expect(sem.openHours?.description == "mon-fri 09:00-17:00")
    }

    @Test func theZoneNamesEveryUnit() throws {
        let lines = try text("seeds/zone.txt").split(separator: "\n")
        #expect(lines.allSatisfy { $0.hasPrefix("ADD ") && $0.contains(" key=seed-") })
        #expect(Set(lines.map { $0.split(separator: " ").last }).count == lines.count)
        for unit in Self.units { #expect(lines.contains { $0.hasPrefix("ADD unit code=\(unit) ") }) }
        for kind in ["park", "firm", "account"] { #expect(lines.contains { $0.hasPrefix("ADD \(kind) ") }) }
    }

    /// The profiles' few lines of YAML: keys with values, two levels deep.
    private func profile(_ name: String) throws -> (name: String, values: [String: [String: String]]) {
        var values: [String: [String: String]] = [:]
        var profile = ""
        var rule = ""
        for line in try text("Config/policies/\(name).yaml").split(separator: "\n") {
            let bare = line.prefix { $0 != "#" }
            let parts = bare.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
            guard let key = parts.first, !key.isEmpty else { continue }
            switch bare.prefix(while: { $0 == " " }).count {
            case 0: if key == "profile" { profile = parts[1] }
            case 2: rule = key
            default:
                values[rule, default: [:]][key] = parts[1]
                // A number is never without its source.
                if key != "mode" { #expect(line.contains("# "), "\(name): \(line)") }
            }
        }
        return (profile, values)
    }

    @Test(arguments: ["zhangjiang", "shanghai", "national", "open"])
    func profilesAreAsTheRuleBookTakesThem(_ name: String) throws {
        let (profile, values) = try profile(name)
        #expect(profile == name)
        let policy = try Policy.make(profile: profile, version: 1, values: values)
        // D5 has no number and always holds, so a profile need not say it.
        #expect(Set(values.keys) == Set(RuleBook.all.map(\.id.rawValue)).subtracting(["D5"]))
        if name == "zhangjiang" { #expect(policy == .zhangjiang) }
        // Every setting of a rule is written out.
        for line in policy.lines where values[line.id.rawValue] != nil {
            let keys = line.value.split(separator: " ").compactMap { $0.split(separator: "=").first.map(String.init) }
            #expect(Set(keys + ["mode"]) == Set(values[line.id.rawValue]?.keys.map { $0 } ?? []))
        }
    }

    /// Numbers that the file says are the operator's own are so in the rule book too, and the other way round.
    @Test(arguments: ["zhangjiang", "shanghai", "national", "open"])
    func noNumberIsPassedOffAsLaw(_ name: String) throws {
        let text = try text("Config/policies/\(name).yaml")
        let policy = try Policy.make(profile: name, version: 1, values: try profile(name).values)
        func comment(_ key: String, after rule: String) -> Substring {
            let part = text.split(separator: "  \(rule):\n", maxSplits: 1).last ?? ""
            let line = part.split(separator: "\n").first { $0.contains(" \(key): ") } ?? ""
            return line.split(separator: "#", maxSplits: 1).last ?? ""
        }
        for line in policy.lines {
            for pair in line.value.split(separator: " ") where !pair.hasSuffix("=off") {
                let key = String(pair.split(separator: "=")[0])
                let own = comment(key, after: line.id.rawValue).contains("operator's own choice")
                let book = line.source.en.contains("\(key): operator's own choice")
                #expect(own == book, "\(name) \(line.id) \(pair): \(line.source.en)")
            }
        }
    }
}
