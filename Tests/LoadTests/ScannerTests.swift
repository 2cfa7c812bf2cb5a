import LoadGenerator
import Testing
import Wire

@Suite struct ScannerTests {
    private static let stream = """
        OK yiqi/1 server=x zone="张江"
        OK booking=b1042 state=confirmed
        + verdict rule=B1 message="OK ERR"
        +
        ERR rule rule=B1 message="taken"
        OK
        + OK booking=b7
        OK count=1 booking=b9
        ERR conflict
        ERR odd-code message=x
        HTTP/1.1 400
        OK booking=b18446744073709551999

        """

    private static var expected: [String] {
        [
            "ok", "ok 1042", "err rule", "ok", "ok", "err conflict", "foreign ERR odd-code message=x",
            "foreign HTTP/1.1 400", "ok 922337203685477580",
        ]
    }

    private func finals(_ pieces: [[UInt8]]) -> [String] {
        var scanner = ReplyScanner()
        var result: [String] = []
        for piece in pieces {
            piece.withUnsafeBytes { bytes in
                var offset = 0
                while let final = scanner.next(bytes, at: &offset) {
                    switch final {
                    case .ok(let booking): result.append(booking.map { "ok \($0)" } ?? "ok")
                    case .err(let code, _): result.append("err \(ErrorCode.allCases[code].rawValue)")
                    case .foreign(let line): result.append("foreign \(String(decoding: line, as: UTF8.self))")
                    }
                }
                #expect(offset == bytes.count)
            }
        }
        #expect(!scanner.isInsideLine)
        return result
    }

    @Test func aStreamIsReadTheSameHoweverItIsCut() {
        let bytes = Array(Self.stream.utf8)
        let whole = finals([bytes])
        #expect(whole.dropLast() == Self.expected.dropLast())
        #expect(finals(bytes.map { [$0] }) == whole)
        for cut in 0...bytes.count { #expect(finals([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole) }
    }

    @Test func longLinesAreNotKept() {
        let long = Array(("+ " + String(repeating: "x", count: 70_000) + "\nOK\n").utf8)
        #expect(finals(long.map { [$0] }) == ["ok"])
        #expect(finals([long]) == ["ok"])
    }

    @Test func everyCodeOfTheProtocolIsKnown() {
        for code in ErrorCode.allCases {
            #expect(finals([Array("ERR \(code.rawValue) message=\"x\"\n".utf8)]) == ["err \(code.rawValue)"])
        }
    }
}
