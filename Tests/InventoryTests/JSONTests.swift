import Booking
import Inventory
import Testing

@Suite struct JSONTests {
    @Test func anArrayOfObjects() throws {
        let list = try read(
            """
            [
              {"number": "007", "仪器名称": "电镜\\u0031", "original-value": "57万元", "channels": 2,
               "services": [{"code": "imaging", "content": "a|b; c", "unit-of-charge": "hour", "price": "350.00"}],
               "access": ["self", "sample"], "处室": "x", "nested": {"a": [1, true, null]}, "gone": null},
              {"number": 8, "services": "x|y|1/hour"}
            ]
            """)
        #expect(list.format == .json)
        #expect(list.rows.map(\.line) == [2, 5])
        let one = list.records[0]
        #expect((one.number, one.name, one.channels) == ("007", "电镜1", 2))
        #expect(
            one.services == [
                ServiceOffer(code: "imaging", content: "a|b; c", unitOfCharge: .hour, price: Money(fen: 35_000))
            ])
        #expect(one.access == [.selfOperated, .sample])
        #expect(one.extras == [.init(name: "nested", value: "{\"a\":[1,true,null]}"), .init(name: "处室", value: "x")])
        #expect(list.records[1].number == "8")
        #expect(list.records[1].services.count == 1)
    }

    @Test func linesAndKeysOfFaults() throws {
        let list = try read("%list\n[{\"number\": \"1\",\n\"原值\": 57,\n\"status\": \"?\"}]")
        #expect(list.faults.map(\.line) == [2, 3])
        #expect(list.faults.map(\.column) == ["原值", "status"])
    }

    @Test(arguments: [
        ("{\"number\": 1}", 1), ("[{\"number\": 007}]", 1), ("[{\"number\": 1,}]", 1), ("[\n{\"number\": 1},\n]", 3),
        ("[{number: 1}]", 1),
        ("[{\"a\": 1, \"a\": 2}]", 1), ("[1]", 1), ("[{\"a\": \"x\ny\"}]", 1), ("[{\"a\": \"\\x\"}]", 1),
        ("[{\"a\": \"\\ud800\"}]", 1),
        ("[{\"a\": tru}]", 1), ("[] x", 1), ("[{\"a\": \"x", 1), ("[{\"a\": 1.}]", 1), ("[{\"a\": \"\\u0000\"}]", 1),
        ("[", 1), ("[{\"a\" 1}]", 1),
        ("[{\"a\": 1e}]", 1), ("[{\"a\": -}]", 1), ("[{\"a\": 'x'}]", 1),
    ])
    func whatIsNotJSONIsRefusedWithItsLine(_ text: String, _ line: Int) {
        #expect(refusal(text).map(\.line) == [line])
    }

    @Test func depthIsBounded() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(refusal("[{\"a\": \(deep)").first?.message.en.contains("deeper") == true)
    }

    @Test func anEmptyArrayIsAnEmptyList() throws { #expect(try read("[]").rows.isEmpty) }
}
