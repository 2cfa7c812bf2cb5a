import Booking
import Inventory
import Testing

@Suite struct ServiceTests {
    private func services(_ cell: String) throws -> [ServiceOffer] {
        try record(CSV.write([["number", "services"], ["1", cell]])).services
    }

    private func offer(_ code: String, _ content: String, _ fen: Int64, _ unit: UnitOfCharge) -> ServiceOffer {
        ServiceOffer(code: code, content: content, unitOfCharge: unit, price: Money(fen: fen))
    }

    @Test func theCell() throws {
        let expected = [offer("imaging", "成像", 35_000, .hour), offer("eds", "能谱; 点 | 面", 5000, .sample)]
        #expect(try services("imaging|成像|350.00/hour; eds|能谱\\; 点 \\| 面|50元/样") == expected)
        #expect(try services("imaging | 成像 | ¥350/小时 \n eds｜能谱\\; 点 \\| 面｜50 元/样；") == expected)
    }

    @Test(arguments: [
        "imaging|成像", "imaging|成像|350", "imaging|成像|350/parsec", "a b|成像|350/hour", "|成像|350/hour",
        "x|y|1/hour;x|z|2/hour",
        "x|y|100-200/hour", "350元/小时", "x|y|机时200元/小时，上样50元/次",
    ])
    func whatIsNoServiceIsRefused(_ cell: String) throws {
        let list = try read(CSV.write([["number", "服务清单"], ["1", cell]]))
        #expect(list.faults.map(\.column) == ["服务清单"])
    }

    @Test(arguments: [
        ("350元/小时", "", 35_000, UnitOfCharge.hour), ("¥350", "hour", 35_000, .hour), ("20元/次", "", 2000, .use),
        ("350", "元/小时", 35_000, .hour), ("0.5", "万元/天", 500_000, .day), ("100元每样", "", 10_000, .sample),
        ("402元", "times", 40_200, .use), ("60元", "按机时收费", 6000, .hour), ("1 yuan / sample", "", 100, .sample),
        ("100元/个样品", "样", 10_000, .sample),
    ])
    func onePriceColumn(_ price: String, _ unit: String, _ fen: Int64, _ charge: UnitOfCharge) throws {
        let text = CSV.write([["编号", "服务内容", "收费标准", "计费方式"], ["1", "成像", price, unit]])
        #expect(try record(text).services == [offer("standard", "成像", fen, charge)])
    }

    @Test(arguments: [
        ("350", "hour", InventoryField.price), ("350元", "", .price), ("350元/小时", "天", .price),
        ("350元", "parsec", .unitOfCharge),
        ("200元/小时起", "", .price), ("机时200元/小时，上样50元/次", "", .price), ("面议", "", .price), ("100元/30分钟", "", .price),
    ])
    func pricesThatAreNotClearAreRefused(_ price: String, _ unit: String, _ field: InventoryField) throws {
        let list = try read(CSV.write([["编号", "收费标准", "计费方式"], ["1", price, unit]]))
        #expect(list.faults.map(\.field) == [field])
    }

    @Test func aServiceWithoutAPriceIsKeptAside() throws {
        let one = try record("编号,服务内容,计费方式,收费\n1,成像,hour,/\n")
        #expect(one.services.isEmpty)
        #expect(
            one.extras == [.init(name: "service-content", value: "成像"), .init(name: "unit-of-charge", value: "hour")])
        #expect(try record(InventoryWriter.csv([one])) == one)
    }

    @Test func servicesInTwoPlacesAreRefused() throws {
        let list = try read("number,services,price\n1,a|b|1/hour,5元/次\n")
        #expect(list.faults.map(\.column) == ["price"])
    }

    private let prices = "%layout services\n%default unit-of-charge = sample\n"

    @Test func rowsOfOneNumberMerge() throws {
        let list = try read(
            prices + "number,name,service-code,service-content,price,标准\n"
                + "a,A,x,第一,1元,GB1\nb,B,x,第一,2元,GB1\na,A,y,第二,3元,GB2\n")
        #expect(list.rows.map(\.line) == [4, 5])
        #expect(list.records.map(\.number) == ["a", "b"])
        #expect(list.records[0].services == [offer("x", "第一", 100, .sample), offer("y", "第二", 300, .sample)])
        #expect(list.records[0].extras == [.init(name: "标准", value: "GB1\nGB2")])
    }

    @Test func rowsOfOneNumberMustAgree() throws {
        let list = try read(
            prices + "number,name,service-code,price\na,A,x,1元\na,B,y,2元\nb,B,x,1元\nb,B,x,2元\nc,C,x,1元\n")
        #expect(list.records.map(\.number) == ["c"])
        let faults = list.faults
        #expect(faults.map(\.line) == [4, 5, 6, 7])
        #expect(faults[1].field == .name)
        #expect(faults[0].message.en.contains("Line 5"))
        #expect(faults[2].message.en.contains("also on line 7"))
    }
}
