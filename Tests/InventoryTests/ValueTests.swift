import Booking
import Inventory
import Testing

@Suite struct ValueTests {
    /// One cell of one column, read.
    private func cell(_ column: String, _ text: String, _ directives: String = "") throws -> (
        InventoryRecord?, [CellFault]
    ) {
        let list = try read(
            (directives.isEmpty ? "" : directives + "\n") + CSV.write([["number", column], ["1", text]]))
        return (list.records.first, list.faults)
    }

    @Test(
        arguments: [
            ("94.94 万元", 94_940_000), ("¥1,200", 120_000), ("￥1，200.50", 120_050), ("360万元", 360_000_000),
            ("360万", 360_000_000),
            ("1.2亿元", 12_000_000_000), ("125.5万元 ", 125_500_000), ("RMB 500", 50_000), ("500 yuan", 50_000),
            ("人民币57元整", 5700),
            ("５７万元", 57_000_000), ("0", 0), ("3千元", 300_000), ("12,345,678.90元", 1_234_567_890),
        ] as [(String, Int64)])
    func money(_ text: String, _ fen: Int64) throws {
        #expect(try cell("original-value", text).0?.originalValue == Money(fen: fen))
    }

    @Test(arguments: [
        "57", "57.5", "约57万元", "50-60万元", "$500", "500美元", "1,20元", "1.200,50元", "-5元", "0.001元", "57万元/台",
        "999999999999亿元", "五十七万元", "57万元左右", "1.2.3元",
    ])
    func moneyThatIsNotClearIsRefused(_ text: String) throws {
        let (record, faults) = try cell("原值", text)
        #expect(record == nil)
        #expect(faults.map(\.line) == [2])
        #expect(faults.map(\.column) == ["原值"])
        #expect(faults.map(\.field) == [.originalValue])
        #expect(faults[0].rule == nil)
    }

    @Test func aUnitStatedForTheColumn() throws {
        #expect(try cell("原值（万元）", "57").0?.originalValue == Money(fen: 57_000_000))
        #expect(try cell("原值/元", "57").0?.originalValue == Money(fen: 5700))
        #expect(try cell("原值", "57", "%unit 原值 = 万元").0?.originalValue == Money(fen: 57_000_000))
        // The cell's own unit is nearer.
        #expect(try cell("原值（万元）", "57元").0?.originalValue == Money(fen: 5700))
        #expect(refusal("%unit original-value = 元\n编号,原值（万元）\n1,2\n").map(\.line) == [1])
        #expect(try record("%unit 原值 = 万元\n编号,原值（万元）\n1,2\n").originalValue == Money(fen: 2_000_000))
    }

    @Test(arguments: ["", " ", "/", "-", "—", "——", "不详", "TBA", "tbd", "N/A", "n.a.", "NULL", "未知", "暂无", "无"])
    func unknown(_ text: String) throws {
        for column in ["original-value", "maker", "acceptance-date", "open-hours", "status", "channels"] {
            let (record, faults) = try cell(column, text)
            #expect(faults.isEmpty)
            #expect(record == InventoryRecord(number: "1"))
        }
    }

    @Test(arguments: [
        ("70%", 7000), ("33.33％", 3333), ("百分之50", 5000), ("全额", 10_000), ("无", 0), ("0", 0), ("100 %", 10_000),
    ])
    func share(_ text: String, _ points: Int) throws {
        #expect(try cell("public-share", text).0?.publicShare == Share(basisPoints: points))
    }

    @Test(arguments: ["70", "0.7", "101%", "33.333%", "-5%", "七成"])
    func shareThatIsNotClearIsRefused(_ text: String) throws {
        #expect(try cell("public-share", text).1.map(\.field) == [.publicShare])
    }

    @Test(arguments: [
        "2026-03-05", "2026/3/5", "2026.3.5", "2026年3月5日", "2026年03月05号", "20260305", "5 March 2026", "Mar 5, 2026",
        "2026/3/5 0:00",
        "2026-03-05 00:00:00", "２０２６年３月５日", "2026年3月5",
    ])
    func day(_ text: String) throws {
        #expect(try cell("验收日期", text).0?.acceptanceDate == Day(year: 2026, month: 3, day: 5))
    }

    @Test(arguments: [
        "3/5/2026", "2026年3月", "2026", "46086", "2026-02-30", "2026-13-01", "1026-01-01", "去年", "2026-03-05 14:30",
        "26-3-5",
    ])
    func dayThatIsNotClearIsRefused(_ text: String) throws {
        #expect(try cell("验收日期", text).1.map(\.column) == ["验收日期"])
    }

    @Test(arguments: [
        ("30m", 30), ("1h30m", 90), ("30分钟", 30), ("1.5 小时", 90), ("0", 0), ("1小时15分", 75), ("90 min", 90),
    ])
    func minutes(_ text: String, _ expected: Int) throws {
        #expect(try cell("set-up", text).0?.setUp == expected)
        #expect(try cell("clean-down", text).0?.cleanDown == expected)
    }

    @Test(arguments: ["30", "-30m", "1.234h", "30m1h", "8d", "半小时", "1h30"])
    func minutesThatAreNotClearAreRefused(_ text: String) throws {
        #expect(try cell("set-up", text).1.map(\.field) == [.setUp])
    }

    @Test func minutesInAColumnsUnit() throws {
        #expect(try cell("set-up", "30", "%unit set-up = min").0?.setUp == 30)
        #expect(try cell("准备时间（分钟）", "30").0?.setUp == 30)
        #expect(try cell("准备时间（小时）", "0.5").0?.setUp == 30)
    }

    @Test func hours() throws {
        let hours = try #require(try cell("开放时间", "周一至周五 9:00-17:00").0?.openHours)
        #expect(hours.description == "mon-fri 09:00-17:00")
        #expect(try cell("open-hours", "sometimes").1.map(\.field) == [.openHours])
    }

    @Test(
        arguments: [
            ("自主上机", [.selfOperated]), ("送样、协助", [.sample, .assisted]),
            ("self, assisted; sample", [.selfOperated, .assisted, .sample]),
            ("远程/送样", [.remote, .sample]), ("送样,送样", [.sample]),
        ] as [(String, [AccessMode])])
    func access(_ text: String, _ modes: [AccessMode]) throws { #expect(try cell("access", text).0?.access == modes) }

    @Test(arguments: [
        ("enable", ServiceStatus.inService), ("在用", .inService), ("故障", .outOfService), ("报废", .retired),
        ("In Service", .inService),
    ])
    func status(_ text: String, _ status: ServiceStatus) throws { #expect(try cell("状态", text).0?.status == status) }

    @Test(arguments: [("2", 2), ("8通道", 8), ("８", 8)]) func channels(_ text: String, _ count: Int) throws {
        #expect(try cell("channels", text).0?.channels == count)
    }

    @Test(arguments: [
        ("channels", "0"), ("channels", "-2"), ("channels", "1.5"), ("channels", "多"), ("access", "anyhow"),
        ("status", "A"),
    ])
    func wordsThatMeanNothingAreRefused(_ column: String, _ text: String) throws {
        let faults = try cell(column, text).1
        #expect(faults.map(\.column) == [column])
        #expect(faults[0].message.zh.contains("\"\(text)\""))
    }

    @Test(arguments: ["007", "0", "sem-01", "扫描电镜1", "A.b_c", "1=2"]) func numbersAreKeptAsTheyAre(_ text: String)
        throws
    {
        #expect(try cell("name", "x").0 != nil)
        #expect(try record(CSV.write([["number"], [text]])).number == text)
    }

    @Test(arguments: [
        "a b", "a\"b", "a\\b", "a/b", "a,b", "a\tb", "a\u{200B}b", "a\u{3000}b", String(repeating: "x", count: 65),
    ])
    func numbersThatTheWireCannotCarryAreRefused(_ text: String) throws {
        let list = try read(CSV.write([["number"], [text]]))
        #expect(list.faults.map(\.field) == [.number])
        #expect(list.faults[0].message.en.contains("%compose number"))
        if text.utf8.count < 65 { #expect(list.faults[0].message.zh.contains("%slug number")) }
    }

    @Test func entities() throws {
        #expect(try cell("name", "1200 &deg;C &plusmn; 5 &#176; &#xB0;").0?.name == "1200 °C ± 5 ° °")
        #expect(
            try cell("name", "AT&T &eg;C &amp;deg; &#0; &; &#xD800;").0?.name == "AT&T &eg;C &deg; &#0; &; &#xD800;")
        #expect(try cell("备注", "5 &micro;m").0?.extras == [.init(name: "备注", value: "5 µm")])
    }

    @Test(arguments: ["是", "承诺书2020-7", "yes"]) func commitment(_ text: String) throws {
        #expect(try cell("commitment", text).0?.commitment == text)
    }

    @Test(arguments: ["否", "no", "没有"]) func aDeniedCommitmentIsNone(_ text: String) throws {
        #expect(try cell("commitment", text).0?.commitment == nil)
    }
}
