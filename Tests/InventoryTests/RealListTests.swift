import Booking
import Inventory
import Testing

/// Every list is read, brought to full disclosure by a mapping, and refused row by row where no default can mend it.
@Suite struct RealListTests {
    static let names = [
        "cn_bua_instruments.csv", "cn_bua_instruments_gbk_crlf.csv", "cn_polymer_lab_gbk_crlf.csv",
        "us_psu_instruments.csv", "cn_jitri_service_prices.csv", "cn_jitri_service_prices_before.csv",
    ]

    private func isComplete(_ record: InventoryRecord) -> Bool { D2.missing(record, .required).isEmpty }

    @Test func beijing() throws {
        let list = try RealLists.read("cn_bua_instruments.csv", Mappings.beijing)
        #expect(list.encoding == .utf8)
        #expect(list.rows.count == 29)
        #expect(list.records.count == 28)
        #expect(list.records.allSatisfy(isComplete))
        // `57` might be yuan or ten thousand yuan; the row begins on line 16, after cells with newlines.
        let fault = try #require(list.faults.first)
        #expect(list.faults.count == 1)
        #expect(fault.line == 16)
        #expect(fault.column == "original_price")
        #expect(fault.field == .originalValue)
        #expect(list.rows.first { $0.line == 16 }?.number == "195")

        let icp = try #require(list.records.first { $0.number == "192" })
        #expect(icp.originalValue == Money(fen: 94_940_000))
        #expect(icp.maker?.contains("\n") == true)
        #expect(icp.services.map(\.unitOfCharge) == [.day])
        #expect(icp.services.map(\.price) == [Money(fen: 100_000)])
        #expect(try #require(list.records.first { $0.number == "200" }).services.map(\.price) == [Money(fen: 80_000)])
        // Kept, though Yiqi has no name for it.
        #expect(list.records.last?.extras == [.init(name: "desc", value: "ll")])
        #expect(list.headings.contains(HeadingReport(column: "desc", use: .extra("desc"))))
    }

    @Test func oneListInTwoEncodings() throws {
        let utf8 = try RealLists.read("cn_bua_instruments.csv", Mappings.beijing)
        let gbk = try RealLists.read("cn_bua_instruments_gbk_crlf.csv", Mappings.beijingChinese)
        #expect(gbk.encoding == .gbk)
        func plain(_ list: ReadInventory) -> [InventoryRecord] {
            list.records.map { record in
                var record = record
                record.extras = record.extras.map { .init(name: "", value: $0.value) }
                return record
            }
        }
        #expect(plain(utf8) == plain(gbk))
        #expect(gbk.faults.map(\.column) == ["原值"])
        #expect(gbk.faults.map(\.line) == [16])
    }

    @Test func withoutMappingTheListSaysWhatIsMissing() throws {
        let list = try RealLists.read("cn_bua_instruments_gbk_crlf.csv", "%unit 收费 = 元")
        let first = try #require(list.records.first)
        #expect(
            D2.missing(first, .required) == [
                "model", "maker", "class-scheme", "class-code", "public-share", "funding", "acceptance-date",
                "location",
                "services", "access", "open-hours", "contact", "complaints",
            ])
    }

    @Test func polymerLab() throws {
        let list = try RealLists.read("cn_polymer_lab_gbk_crlf.csv", Mappings.polymer)
        #expect(list.encoding == .gbk)
        #expect(list.faults.isEmpty)
        #expect(list.records.count == 54)
        #expect(list.records.allSatisfy(isComplete))
        let zero = try #require(list.records.first { $0.number == "0" })
        #expect(zero.name == "纳米激光粒度分析仪")
        #expect(list.records.allSatisfy { $0.name == $0.name?.trimmed })
    }

    @Test func pennState() throws {
        let list = try RealLists.read("us_psu_instruments.csv", Mappings.pennState)
        #expect(list.rows.count == 190)
        #expect(list.records.allSatisfy(isComplete))
        let ragged = list.faults.filter { $0.column.isEmpty }
        #expect(ragged.map(\.line) == [171, 229, 288])
        #expect(ragged.allSatisfy { $0.message.en.contains("1 cells under 21 headings") })
        // Everything else that is refused is a number that stands on more than one row, or one too long for the wire.
        let numbers = list.faults.filter { !$0.column.isEmpty }
        #expect(numbers.allSatisfy { $0.field == .number && $0.column == "Name + Serial Number" })
        let long = numbers.filter { $0.message.en.contains("longer than") }
        #expect(long.count == 2)
        let refused = Set(list.rows.compactMap { if case .refused = $0.result { $0.number } else { nil } })
        #expect(list.records.allSatisfy { !refused.contains($0.number) })

        let bridgman = try #require(list.records.first { $0.number == "vertical-bridgman" })
        #expect(bridgman.pid == "10.82278/0yvn-rc27")
        #expect(bridgman.location == "Millenium Science Complex N129A")
        #expect(bridgman.function?.contains("1250 °C") == true)
        // A broken entity is nobody's to mend.
        #expect(list.records.first { $0.number == "chet" }?.technical?.contains("1200 &eg;C") == true)
        #expect(bridgman.extras.contains(.init(name: "Image", value: "BRM1.jpeg")))
    }

    @Test func aStatusThatMeansNothingIsRefusedByName() throws {
        let list = try RealLists.read("us_psu_instruments.csv", "%compose number = {Name}\n%slug number")
        let fault = try #require(list.faults.first)
        #expect((fault.line, fault.column, fault.field) == (2, "Status", .status))
        #expect(fault.message.en.contains("%value status: A"))
    }

    @Test(arguments: [
        ("cn_jitri_service_prices.csv", Mappings.prices, 189, 14),
        ("cn_jitri_service_prices_before.csv", Mappings.pricesBefore, 192, 17),
    ])
    func priceList(_ name: String, _ mapping: String, instruments: Int, refused: Int) throws {
        let list = try RealLists.read(name, mapping)
        #expect(list.records.count == instruments - refused)
        #expect(list.records.allSatisfy(isComplete))
        let tension = try #require(list.records.first { $0.name == "金属室温拉伸（T）" })
        #expect(tension.number == "金属室温拉伸-t")
        #expect(
            tension.services.first
                == ServiceOffer(
                    code: "LMT01", content: "金属抗拉强度/断后伸长率", unitOfCharge: .sample, price: Money(fen: 10_000)))
        // A service code twice in one instrument is refused on both lines, and the instrument with it.
        let impact = list.faults.filter { $0.message.en.contains("\"LDD13\"") }
        #expect(impact.count == 2)
        #expect(!list.records.contains { $0.name == "落锤冲击（D）" })
        // No code at all: nothing to book it by.
        #expect(list.faults.contains { $0.field == .serviceCode && $0.message.en.contains("There is no service code") })
    }

    @Test func everyRecordOfEveryListComesBack() throws {
        let lists = [
            try RealLists.read("cn_bua_instruments.csv", Mappings.beijing),
            try RealLists.read("cn_polymer_lab_gbk_crlf.csv", Mappings.polymer),
            try RealLists.read("us_psu_instruments.csv", Mappings.pennState),
            try RealLists.read("cn_jitri_service_prices.csv", Mappings.prices),
        ]
        for list in lists {
            #expect(try read(InventoryWriter.csv(list.records)).records == list.records)
            #expect(try read(InventoryWriter.json(list.records)).records == list.records)
        }
    }

    @Test func theSecondEditionOfThePricesShowsItsSlip() throws {
        let before = try RealLists.read("cn_jitri_service_prices_before.csv", Mappings.pricesBefore)
        let after = try RealLists.read("cn_jitri_service_prices.csv", Mappings.prices)
        var old: [String: Money] = [:]
        for record in before.records {
            for offer in record.services { old["\(record.number) \(offer.code)"] = offer.price }
        }
        let fallen = after.records.flatMap { record in
            record.services.filter { offer in
                old["\(record.number) \(offer.code)"].map { offer.price.fen * 10 < $0.fen } ?? false
            }
        }
        #expect(fallen.count > 50)
    }

    /// The slip in the second edition is held, price by price, and nothing else is that stays near what it was.
    @Test func theSlipIsHeld() throws {
        let before = try RealLists.read("cn_jitri_service_prices_before.csv", Mappings.pricesBefore)
        let after = try RealLists.read("cn_jitri_service_prices.csv", Mappings.prices)
        let start = Instant(seconds: 1_795_000_000)
        let known = Dictionary(uniqueKeysWithValues: before.records.map { ($0.number, $0) })
        func moves(_ record: InventoryRecord) -> [PriceMove] {
            let tariffs = (known[record.number]?.services ?? []).map { offer in
                (
                    offer.code,
                    [
                        Tariff(
                            service: ServiceID(1), offer: offer, publishedAt: start, effectiveFrom: start,
                            withdrawnAt: nil)
                    ]
                )
            }
            return priceMoves(
                Dictionary(uniqueKeysWithValues: tariffs), publishing: record.services, at: start + .days(30))
        }
        var tally = PriceTally()
        for record in after.records { tally.add(moves(record), policy: .zhangjiang) }
        #expect(tally.own.compared > 600 && tally.own.fallen > 50 && tally.own.fallen * 2 < tally.own.compared)
        let calendar = try ZoneCalendar(
            name: "Asia/Shanghai", tzif: try RealLists.file("/usr/share/zoneinfo/Asia/Shanghai"))
        func held(_ record: InventoryRecord, confirmed: [String: Money] = [:]) -> [RecordFault] {
            judge(
                record, state: .disclosed(since: start),
                revision: RecordRevision(
                    before: known[record.number], moves: moves(record), tally: tally, confirmed: confirmed),
                calendar: calendar, policy: .zhangjiang, workingDays: .mondayToFriday, at: start + .days(30)
            ).faults.filter { $0.rule == "D8" }
        }
        var slipped = 0
        for record in after.records {
            let faults = held(record)
            let far = moves(record).filter {
                abs($0.new.fen - $0.old.fen) * 2 > $0.old.fen
            }
            #expect(faults.compactMap(\.service) == far.map(\.service), "\(record.number)")
            slipped += far.count { $0.new.fen * 10 < $0.old.fen }
            // Confirmed line by line it passes.
            let meant = Dictionary(uniqueKeysWithValues: far.map { ($0.service, $0.new) })
            #expect(held(record, confirmed: meant).isEmpty)
        }
        #expect(slipped > 50)
    }

    @Test(arguments: names) func theListIsThere(_ name: String) throws {
        #expect(try RealLists.bytes(name).count > 1000)
    }
}

extension String {
    var trimmed: String {
        var text = self[...]
        while text.first == " " || text.first == "\n" { text.removeFirst() }
        while text.last == " " || text.last == "\n" { text.removeLast() }
        return String(text)
    }
}
