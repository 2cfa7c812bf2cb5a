import Booking
import Inventory
import Testing

@Suite struct HeadingTests {
    private func field(_ heading: String) throws -> InventoryField? {
        let list = try read("%compose number = {key}\nkey,\"\(heading)\"\n1,\n")
        guard case .field(let field) = list.headings[1].use else { return nil }
        return field
    }

    @Test(arguments: InventoryField.allCases.filter { $0 != .number })
    func everyColumnByItsOwnName(_ own: InventoryField) throws {
        #expect(try field(own.rawValue) == own)
        #expect(try field(own.rawValue.uppercased().replacing("-", with: " _ ")) == own)
    }

    @Test(
        arguments: [
            ("规格型号", .model), ("生产厂商", .maker), ("产地", .origin), ("原值", .originalValue), ("购置日期", .acceptanceDate),
            ("验收日期", .acceptanceDate), ("服务内容", .serviceContent), ("收费标准", .price), ("开放时间", .openHours),
            ("存放地点", .location), ("联系人", .contact), ("原值（万元）", .originalValue), ("原值(元)", .originalValue),
            ("仪器名称（必填）", .name), ("准备时间(分钟)", .setUp), ("收费标准（元/小时）", nil), ("启用日期", nil), ("备注", nil),
            // The national platform.
            ("仪器名称", .name), ("英文名称", .nameEn), ("产地国别", .origin), ("主要技术指标", .technical), ("主要功能", .function),
            ("安放地址", .location), ("参考收费标准", .price), ("共享模式", .shareMode), ("运行状态", .status),
            ("仪器分类编码", .classCode), ("购置经费来源", .funding), ("制造商", .maker),
            // The UK register's import sheet.
            ("Name", .name), ("Description", .function), ("Technique", .classCode), ("Location", .location),
            ("Contact Name", .contact), ("Service Level", .shareMode), ("Type", nil), ("Photo", nil), ("Building", nil),
            ("Contact Email", nil), ("Manufacturer", .maker), ("Model Number", .model), ("doi", .pid),
            ("Ｎａｍｅ　ＥＮ", .nameEn),
            ("* Model :", .model),
        ] as [(String, InventoryField?)])
    func knownNames(_ heading: String, _ expected: InventoryField?) throws { #expect(try field(heading) == expected) }

    @Test func theUKSheetNeedsNoMapping() throws {
        let sheet =
            "Type,Name,Description,Related Facility ID,Technique,Location,Contact Name,Contact Telephone,Contact URL,"
            + "Contact Email,Secondary Contact Name,Secondary Contact Telephone,Secondary Contact URL,"
            + "Secondary Contact Email,ID,Photo,Department,Site Location,Building,Service Level,Web Address\n"
            + "Equipment,SEM,Imaging,,Microscopy,Lab 1,Desk,,,,,,,,007,,Physics,North,B1,Full service,\n"
        let sem = try record(sheet)
        #expect(sem.number == "007")
        #expect((sem.name, sem.function, sem.classCode, sem.contact) == ("SEM", "Imaging", "Microscopy", "Desk"))
        #expect(sem.extras.map(\.name) == ["Building", "Department", "Site Location", "Type"])
    }

    @Test func twoHeadingsForOneFieldAreRefusedByName() throws {
        let faults = refusal("编号,购置日期,验收日期\n1,2020-01-01,2020-02-01\n")
        #expect(faults.map(\.field) == [.acceptanceDate])
        #expect(faults[0].message.en.contains("购置日期") && faults[0].message.en.contains("验收日期"))
        let one = try record("%map 验收日期 = acceptance-date\n编号,购置日期,验收日期\n1,2020-01-01,2020-02-01\n")
        #expect(one.acceptanceDate?.description == "2020-02-01")
        #expect(one.extras == [.init(name: "购置日期", value: "2020-01-01")])
        let other = try record("%map 验收日期 = extra\n编号,购置日期,验收日期\n1,2020-01-01,2020-02-01\n")
        #expect(other.acceptanceDate?.description == "2020-01-01")
    }

    @Test func unknownColumnsAreToldAndKept() throws {
        let list = try read("number,处室,,处室\n1,a,b,c\n")
        #expect(list.headings.map(\.use) == [.field(.number), .extra("处室"), .extra("column 3"), .extra("处室 (2)")])
        #expect(list.records[0].extras.map(\.value) == ["b", "a", "c"])
    }

    @Test func aListWithoutANumberSaysWhatToDo() {
        let faults = refusal("title,b\n1,2\n")
        #expect(faults.map(\.field) == [.number])
        #expect(faults[0].message.zh.contains("%compose"))
    }
}
