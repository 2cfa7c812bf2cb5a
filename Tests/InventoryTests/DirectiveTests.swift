import Booking
import Inventory
import Testing

@Suite struct DirectiveTests {
    @Test(arguments: [
        ("%map a", "%map COLUMN = field"), ("%map = name", "%map COLUMN = field"), ("%map a = colour", "no field"),
        ("%map zz = name", "no column \"zz\""), ("%default name", "%default field = value"),
        ("%default name =", "%default"),
        ("%default number = 5", "every instrument has its own"), ("%default original-value = 57", "no unit"),
        ("%default open-hours = never mind", "weekly hours"), ("%default channels = x", "channels"),
        ("%default services = a|b", "code|content"), ("%default colour = red", "no field"),
        ("%unit name = 万元", "no unit"),
        ("%unit price = dollars", "元"), ("%unit price", "%unit field"), ("%compose name = a", "braces"),
        ("%compose name = {a", "braces"), ("%compose name = }", "braces"), ("%compose name = {}", "braces"),
        ("%compose name = {zz}", "no column"), ("%value status = on", "%value field: from = to"),
        ("%value status: A", "%value field: from = to"), ("%layout rows", "%layout services"),
        ("%slug name", "%slug is for"),
        ("%correction", "%correction and the reason"), ("%correction a\n%correction b", "already"),
        ("%confirm-price", "%confirm-price number/service"), ("%confirm-price a/b", "%confirm-price number/service"),
        ("%confirm-price a 5", "%confirm-price number/service"), ("%confirm-price a/b/c 5", "%confirm-price"),
        ("%confirm-price /b 5", "%confirm-price"), ("%confirm-price a/b five", "amount of yuan"),
        ("%confirm-price a/b 5\n%confirm-price a/b 6", "confirmed already"),
        ("%slug", "%slug number"), ("%list now", "%list"), ("%frobnicate", "no directive"), ("%", "no directive"),
        ("%map a = name\n%map a = model", "mapped already"), ("%map a = name\n%compose name = {b}", "source on line"),
        ("%default name = x\n%default name = y", "already"), ("%unit price = 元\n%unit price = 元", "already"),
        ("%value status: A = 在用\n%value status: a = 故障", "already"),
    ])
    func malformedOnesAreRefusedWithLineAndCure(_ directives: String, _ cure: String) {
        let lines = directives.split(separator: "\n").count
        let faults = refusal("%% first\n\(directives)\nnumber,a,b\n1,2,3\n")
        #expect(faults.map(\.line) == [lines + 1], "\(faults)")
        #expect(faults.first?.column.hasPrefix("%") == true)
        #expect(faults.first?.message.en.contains(cure) == true, "\(faults)")
        #expect(faults.first?.message.zh != faults.first?.message.en)
    }

    @Test func allAreToldAtOnce() {
        #expect(refusal("%map a\n%slug name\n%nonsense\nnumber\n1\n").map(\.line) == [1, 2, 3])
    }

    @Test func linesCountFromTheListWhereItIsMarked() throws {
        let rows = "number,原值\n1,57\n"
        #expect(try read("%default name = x\n" + rows).faults.map(\.line) == [3])
        #expect(try read("%default name = x\n%list\n" + rows).faults.map(\.line) == [2])
        // A list may have directives of its own; in quotes a heading may look like one.
        #expect(try read("%default name = x\n%list\n%default maker = y\n" + rows).faults.map(\.line) == [3])
        #expect(refusal("%default name = x\n%list\n%nonsense\n" + rows).map(\.line) == [1])
        #expect(try record("\"%a\",number\n1,2\n").extras == [.init(name: "%a", value: "1")])
    }

    @Test func mapTakesAnyHeading() throws {
        let one = try record("%map Serial = number = number\n%MAP \"显示名\" = 仪器名称\nserial =  NUMBER,显示名\n1,a\n")
        #expect(one.number == "1")
        #expect(one.name == "a")
    }

    @Test func defaultsStandInForWhatIsUnknown() throws {
        let list = try read("%default maker = 自制\n%default set-up = 15分钟\nnumber,maker,set-up\n1,/,\n2,蔡司,5m\n")
        #expect(list.records.map(\.maker) == ["自制", "蔡司"])
        #expect(list.records.map(\.setUp) == [15, 5])
    }

    @Test func composeJoinsColumns() throws {
        let list = try read(
            "%compose number = {Name}-{Serial}\n%slug number\n%compose contact = {人}（{电话}）\n"
                + "Name,Serial,人,电话,ID\n(S)TEM 2,A/1,林,123,9\nX Ray,,,,8\n")
        #expect(list.records.map(\.number) == ["s-tem-2-a-1", "x-ray"])
        #expect(list.records.map(\.contact) == ["林（123）", nil])
        #expect(list.records.map(\.name) == ["(S)TEM 2", "X Ray"])
        // The column that looked like the number is not lost.
        #expect(list.records.map(\.extras) == [[.init(name: "ID", value: "9")], [.init(name: "ID", value: "8")]])
        #expect(list.headings.map(\.use).contains(.composed))
    }

    @Test func valuesAreExplained() throws {
        let list = try read(
            "%value status: A = 在用\n%value status: - = 报废\n%value 原值: 57 = 57万元\nnumber,status,原值\n1,a,57\n2,-,/\n")
        #expect(list.records.map(\.status) == [.inService, .retired])
        #expect(list.records.map(\.originalValue) == [Money(fen: 57_000_000), nil])
    }

    @Test func whatThePublisherMeans() throws {
        let list = try read(
            "%correction 审计核定 = 原值\n%confirm-price 01/imaging 350\n%confirm-price 01/送样 3.5元\n"
                + "%CONFIRM-PRICE 2/x\t1,200.00\nnumber\n01\n")
        #expect(list.correction == "审计核定 = 原值")
        #expect(list.confirmed["01"] == ["imaging": Money(fen: 35_000), "送样": Money(fen: 350)])
        #expect(list.confirmed["2"] == ["x": Money(fen: 120_000)] && list.confirmed["3"] == [:])
        #expect(try read("number\n01\n").correction == nil)
    }

    @Test func duplicateNumbersAreRefusedOnEveryLine() throws {
        let list = try read("number,name\n1,a\n2,b\n1,c\n01,d\n1,e\n")
        #expect(list.records.map(\.number) == ["2", "01"])
        #expect(list.faults.map(\.line) == [2, 4, 6])
        #expect(list.faults[0].message.en.contains("4, 6"))
        #expect(list.faults.allSatisfy { $0.column == "number" })
    }

    /// A number on every row of a long list must not make each row list all others.
    @Test func oneNumberOnEveryRow() throws {
        let rows = "number,name\n" + String(repeating: "1,a\n", count: 20_000)
        let list = try read(rows)
        #expect(list.faults.count == 20_000)
        #expect(list.faults[0].message.en.contains("3, 4, 5, 6, 7, …"))
        #expect(
            try read("%layout services\n%default price = 1元/次\n%default service-code = a\n" + rows).faults.count
                == 20_000)
    }

    @Test func everyFaultOfARowIsTold() throws {
        let list = try read("number,原值,验收日期,状态\n1,57,昨天,奇怪\n")
        #expect(list.faults.map(\.column) == ["原值", "验收日期", "状态"])
    }

    @Test func lineAndColumnAreExactBehindNewlines() throws {
        let list = try read("number,name,原值\n1,\"a\nb\",57\n\n2,c,58\n")
        #expect(list.faults.map(\.line) == [3, 5])
        #expect(list.rows.map(\.line) == [2, 5])
    }
}
