import Booking
import Inventory
import Testing

/// Whatever a record says, the list that is written of it is read as the same record.
@Suite struct RoundTripTests {
    /// Pieces that texts are made of: what is special to any of the layers, and ordinary text.
    private static let pieces = [
        "a", "Z", "9", "中", "（", "|", "｜", ";", "；", ",", "，", "\"", "\\", "\n", "\r", "\t", " ", "\u{3000}", "\u{A0}",
        "&",
        "&amp;", "&deg;", "&#45;", "&eg;", "%", "-", "/", "N/A", "不详", "TBA", "no", "extra:", "name", "=", "é",
        "e\u{301}", "🔬", "{", "}",
        "元", "57", "\u{FEFF}",
    ]

    private func text(_ random: inout Seeded) -> String {
        (0..<Int.random(in: 1...5, using: &random)).map { _ in Self.pieces.randomElement(using: &random)! }.joined()
    }

    private func maybe(_ random: inout Seeded) -> String? { Bool.random(using: &random) ? text(&random) : nil }

    private func record(_ number: Int, _ random: inout Seeded) throws -> InventoryRecord {
        var record = InventoryRecord(number: ["0\(number)", "n-\(number)", "仪器\(number)", "x=\(number)"][number % 4])
        record.name = maybe(&random)
        record.nameEn = maybe(&random)
        record.model = maybe(&random)
        record.maker = maybe(&random)
        record.origin = maybe(&random)
        record.classScheme = maybe(&random)
        record.classCode = maybe(&random)
        record.funding = maybe(&random)
        record.commitment = maybe(&random)
        record.location = maybe(&random)
        record.function = maybe(&random)
        record.technical = maybe(&random)
        record.contact = maybe(&random)
        record.complaints = maybe(&random)
        record.pid = maybe(&random)
        record.shareMode = maybe(&random)
        record.priceBasis = maybe(&random)
        record.noAssistance = maybe(&random)
        if Bool.random(using: &random) { record.originalValue = Money(fen: .random(in: 0...(1 << 50), using: &random)) }
        if Bool.random(using: &random) {
            record.publicShare = Share(basisPoints: .random(in: 0...10_000, using: &random))
        }
        if Bool.random(using: &random) {
            record.acceptanceDate = Day(
                year: .random(in: 1900...2100, using: &random), month: .random(in: 1...12, using: &random),
                day: .random(in: 1...28, using: &random))
        }
        record.access = AccessMode.allCases.shuffled(using: &random).dropLast(Int.random(in: 0...4, using: &random)).map
        { $0 }
        record.status = ServiceStatus.allCases.randomElement(using: &random)!
        record.channels = .random(in: 1...64, using: &random)
        record.setUp = .random(in: 0...10_080, using: &random)
        record.cleanDown = .random(in: 0...600, using: &random)
        if Bool.random(using: &random) {
            var hours = WeeklyHours()
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                let from = Int.random(in: 0..<1440, using: &random)
                hours.open(
                    Weekday.allCases.randomElement(using: &random)!, from: from,
                    to: .random(in: from...1440, using: &random))
            }
            record.openHours = hours
        }
        record.services = (0..<Int.random(in: 0...3, using: &random)).map { index in
            ServiceOffer(
                code: ["s", "服务", "a.b"][index] + "\(index)", content: maybe(&random) ?? "",
                unitOfCharge: UnitOfCharge.allCases.randomElement(using: &random)!,
                price: Money(fen: .random(in: 0...10_000_000, using: &random)))
        }
        var names: Set<String> = []
        record.extras = (0..<Int.random(in: 0...3, using: &random)).map { _ in text(&random) }
            .filter { names.insert($0).inserted }.sorted().map { .init(name: $0, value: text(&random)) }
        return record
    }

    @Test(arguments: 1...40) func anyRecord(_ seed: UInt64) throws {
        var random = Seeded(seed: seed)
        let records = try (0..<25).map { try record($0, &random) }
        for text in [InventoryWriter.csv(records), InventoryWriter.json(records)] {
            let list = try read(text)
            #expect(list.faults.isEmpty, "\(list.faults)")
            for (one, other) in zip(records, list.records) { try #require(one == other) }
            #expect(list.records.count == records.count)
        }
    }

    @Test func noRecords() throws {
        #expect(try read(InventoryWriter.csv([])).rows.isEmpty)
        #expect(try read(InventoryWriter.json([])).rows.isEmpty)
    }

    @Test func theColumnsAreThoseOfTheDocument() {
        let first = InventoryWriter.csv([]).split(separator: "\n")[0]
        #expect(
            first
                == "number,name,name-en,model,maker,origin,class-scheme,class-code,original-value,public-share,funding,commitment,acceptance-date,location,function,technical,services,access,open-hours,channels,set-up,clean-down,contact,complaints,pid,status,share-mode,price-basis,no-assistance"
        )
    }

    /// As many rows as a whole country's central units have instruments.
    @Test func aCountrysList() throws {
        let row = ",透射电子显微镜,JEM-2100,日本电子,94.94 万元,2020年3月5日,实验楼 101,观察材料的微观结构和形貌,周一至周五 9:00-17:00,350元/小时,成像,正常\n"
        var text = "编号,仪器名称,规格型号,生产厂商,原值,验收日期,存放地点,主要功能,开放时间,收费标准,服务内容,状态\n"
        for number in 0..<53_000 { text += "i-\(number)" + row }
        let list = try read(text)
        #expect(list.records.count == 53_000)
        #expect(list.records.last?.services.first?.price == Money(fen: 35_000))
    }
}
