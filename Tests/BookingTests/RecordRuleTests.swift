import Booking
import Testing

/// What a record says and what it changes, rule by rule: the edge exactly on, one inside, one outside.
struct RecordRuleTests {
    private let now = at("2026-11-23T09:00")

    private func judged(
        _ record: InventoryRecord, _ revision: RecordRevision = .none, _ policy: Policy = .zhangjiang,
        state: DisclosureState? = nil
    ) -> RecordJudgement {
        judge(
            record, state: state ?? .disclosed(since: now), revision: revision, calendar: shanghai, policy: policy,
            workingDays: .mondayToFriday, at: now)
    }

    private func changed(_ change: (inout InventoryRecord) -> Void) -> InventoryRecord {
        var record = World.completeRecord
        change(&record)
        return record
    }

    // MARK: D7

    @Test(arguments: Correction.allCases) private func d7(_ column: Correction) {
        let before = World.completeRecord
        let after = changed(column.change)
        let refused = judged(after, RecordRevision(before: before))
        #expect(refused.refusals.map(\.rule) == ["D7"])
        #expect(refused.faults.map(\.column) == [column.rawValue])
        #expect(refused.faults.allSatisfy { $0.old != nil && $0.old != $0.new })
        // A blank is no reason.
        #expect(judged(after, RecordRevision(before: before, correction: " \t")).refusals.map(\.rule) == ["D7"])
        #expect(judged(after, RecordRevision(before: before, correction: "audit")).refusals.isEmpty)
        #expect(judged(after, RecordRevision(before: before), policy(["D7": ["mode": "warn"]])).refusals.isEmpty)
        #expect(
            judged(after, RecordRevision(before: before), policy(["D7": ["mode": "warn"]])).findings.map(\.rule) == [
                "D7"
            ])
        // Nothing before: a first publication, or a column that is filled in.
        #expect(judged(after).refusals.isEmpty)
        let bare = InventoryRecord(number: before.number)
        #expect(judged(after, RecordRevision(before: bare)).refusals.isEmpty)
        #expect(corrections(from: bare, to: after).isEmpty)
        #expect(corrections(from: before, to: after).map(\.column.rawValue) == [column.rawValue])
        #expect(corrections(from: before, to: before).isEmpty)
    }

    /// Without a commitment there is no duty, so dropping it is nothing that passes unsaid.
    @Test func d7KeepsTheCommitment() {
        let before = World.completeRecord
        for dropped in [nil, ""] as [String?] {
            let after = changed { $0.commitment = dropped }
            let refused = judged(after, RecordRevision(before: before))
            #expect(!refused.duty.isRequired && refused.refusals.map(\.rule) == ["D7"])
            #expect(refused.faults.map(\.column) == ["commitment"] && refused.faults[0].new == "")
            #expect(judged(after, RecordRevision(before: before, correction: "revoked")).refusals.isEmpty)
        }
    }

    private enum Correction: String, CaseIterable {
        case value = "original-value"
        case share = "public-share"
        case funding
        case commitment
        case date = "acceptance-date"

        /// One step: a fen, a hundredth of a percent, a letter, a day.
        var change: (inout InventoryRecord) -> Void {
            switch self {
            case .value: { $0.originalValue = Money(fen: 200_000_001) }
            case .share: { $0.publicShare = Share(basisPoints: 9_999) }
            case .funding: { $0.funding = "Nationa1" }
            case .commitment: { $0.commitment = "yes!" }
            case .date: { $0.acceptanceDate = Day(text: "2026-11-02") }
            }
        }
    }

    @Test func d7NamesEveryColumnAtOnce() {
        let after = changed {
            for column in Correction.allCases { column.change(&$0) }
        }
        let answer = judged(after, RecordRevision(before: World.completeRecord))
        #expect(
            answer.faults.map(\.column) == [
                "original-value", "public-share", "funding", "commitment", "acceptance-date",
            ])
        #expect(answer.faults[0].old == "2000000.00" && answer.faults[0].new == "2000000.01")
        // Taking a value away is a change too.
        let gone = changed { $0.funding = nil }
        let faults = judged(gone, RecordRevision(before: World.completeRecord)).faults
        #expect(faults.contains { $0.rule == "D7" && $0.new == "" })
    }

    // MARK: O1

    @Test func o1() {
        let table: [(String?, [RuleID])] = [
            (nil, []), ("对外共享", []), ("外部共享", []), ("内部共享", ["O1"]), ("不共享", ["O1"]), ("仅限本单位使用", ["O1"]),
            ("internal only", ["O1"]), ("open to external users", []), ("本单位优先，兼顾对外", ["O1"]), ("随缘", []),
        ]
        for (mode, expected) in table {
            let record = changed { $0.shareMode = mode }
            #expect(judged(record).refusals.map(\.rule) == expected, "\(mode ?? "nil")")
            #expect(judged(record).faults.map(\.column) == (expected.isEmpty ? [] : ["share-mode"]))
            // Without public money, exempt or retired it owes nobody anything.
            #expect(
                judged(
                    changed {
                        $0.shareMode = mode; $0.publicShare = Share(basisPoints: 0)
                    }
                ).refusals.isEmpty)
            #expect(
                judged(
                    changed {
                        $0.shareMode = mode; $0.status = .retired
                    }
                ).refusals.isEmpty)
            #expect(judged(record, state: .exempt(reason: "r", reference: "r", since: now)).refusals.isEmpty)
        }
        #expect(
            judged(changed { $0.shareMode = "不共享" }, .none, policy(["O1": ["mode": "warn"]])).findings.map(\.rule)
                == ["O1"])
    }

    @Test(arguments: [
        ("是否对外开放", "否", true), ("是否对外开放", "是", false), ("是否共享", "No", true), ("使用限制", "无", false), ("使用限制", "否", false),
        ("使用限制", "仅限课题组", true), ("服务对象", "校内师生", true), ("服务对象", "校内外用户", true), ("服务对象", "社会企业", false),
        ("对外开放机时", "0", false), ("备注", "内部编号 7", false), ("Restrictions", "department members only", true),
    ])
    func o1InColumnsOfTheUnitsOwn(_ name: String, _ value: String, _ shut: Bool) {
        let record = changed { $0.extras = [.init(name: name, value: value)] }
        #expect(judged(record).refusals.map(\.rule) == (shut ? ["O1"] : []), "\(name): \(value)")
    }

    // MARK: O7

    @Test(
        arguments: [
            (nil, true), ("", true), (" ", true), ("耗材、能耗、人工", false), ("成本加 10% 利润", true), ("不含利润，按成本", false),
            ("市场价", true), ("market price", true), ("Non-profit: consumables and staff", false), ("for profit", true),
        ] as [(String?, Bool)])
    func o7(_ basis: String?, _ found: Bool) {
        let record = changed { $0.priceBasis = basis }
        #expect(judged(record).refusals.isEmpty)
        #expect(judged(record).findings.map(\.rule) == (found ? ["O7"] : []))
        let strict = judged(record, .none, policy(["O7": ["mode": "on"]]))
        #expect(strict.refusals.map(\.rule) == (found ? ["O7"] : []))
        #expect(strict.faults.map(\.column) == (found ? ["price-basis"] : []))
        // What is free of charge has no price to explain.
        let free = changed {
            $0.priceBasis = basis
            $0.services = [.init(code: "s", content: "c", unitOfCharge: .hour, price: Money(fen: 0))]
        }
        #expect(judged(free).findings.isEmpty)
        #expect(
            judged(
                changed {
                    $0.priceBasis = basis; $0.publicShare = Share(basisPoints: 0)
                }
            ).findings.isEmpty)
    }

    // MARK: O10

    @Test(arguments: [
        ("mon-fri 09:00-13:00", false), ("mon-thu 09:00-13:00; fri 09:00-12:59", true),
        ("mon-thu 09:00-13:00; fri 09:00-13:01", false), ("sat 09:00-10:00", true), ("mon-sun 00:00-24:00", false),
    ])
    func o10(_ open: String, _ few: Bool) {
        let record = changed { $0.openHours = hours(open) }
        let answer = judged(record)
        #expect(answer.refusals.map(\.rule) == (few ? ["O10"] : []))
        #expect(answer.faults.map(\.column) == (few ? ["open-hours"] : []))
        #expect(answer.verdicts.first { $0.rule == "O10" }?.limit == "20h")
        #expect(judged(record, .none, policy(["O10": ["hours": "0m"]])).refusals.isEmpty)
        #expect(judged(record, .none, policy(["O10": ["mode": "off"]])).refusals.isEmpty)
        #expect(
            judged(
                changed {
                    $0.openHours = hours(open); $0.status = .retired
                }
            ).refusals.isEmpty)
        #expect(
            judged(
                changed {
                    $0.openHours = hours(open); $0.commitment = nil
                }
            ).refusals.isEmpty)
    }

    // MARK: O11

    @Test(
        arguments: [
            ([.selfOperated], nil, true), ([.remote], nil, true), ([.selfOperated, .remote], " ", true),
            ([.selfOperated], "无人值守", false), ([.selfOperated, .assisted], nil, false), ([.sample], nil, false),
            ([.assisted], nil, false),
        ] as [([AccessMode], String?, Bool)])
    func o11(_ access: [AccessMode], _ reason: String?, _ found: Bool) {
        let record = changed {
            $0.access = access
            $0.noAssistance = reason
        }
        #expect(judged(record).refusals.isEmpty)
        #expect(judged(record).findings.map(\.rule) == (found ? ["O11"] : []))
        let strict = judged(record, .none, policy(["O11": ["mode": "on"]]))
        #expect(strict.faults.map(\.column) == (found ? ["access"] : []))
    }
}

/// The words that holders use.
struct SharingTextTests {
    @Test(arguments: [
        "对外共享", "外部共享", "内部及外部共享", "内部、外部共享", "无偿对外开放", "向社会开放", "不限用户", "不仅限本单位", "非本单位用户亦可", "Open to external users",
        "internal and external", "public", "对外共享，周末不开放", "校内优惠；校外按标准收费", "anyone", "本单位以外用户可用",
    ])
    func open(_ text: String) { #expect(SharingText(text) == .open) }

    @Test(arguments: [
        "内部共享", "不共享", "仅限本单位", "不对外", "暂不对外开放", "不向社会开放", "仅供课题组自用", "校内共享", "专用", "Internal only", "in-house",
        "department members only", "Not open to external users", "not shared", "no external use",
        "restricted to own staff",
        "仅内部开放", "不得用于本单位以外",
    ])
    func shut(_ text: String) { #expect(SharingText(text) == .shut) }

    @Test(arguments: ["本单位优先", "对外共享，内部优先", "priority for own staff, external users welcome", "Internal users first"])
    func ownFirst(_ text: String) { #expect(SharingText(text) == .ownFirst) }

    @Test(arguments: ["", "共享", "预约使用", "Full service", "小微企业服务", "yes", "全天"])
    func saysNothingAgainstOutsiders(_ text: String) {
        let meaning = SharingText(text)
        #expect(meaning == .unclear || meaning == .open)
    }
}
