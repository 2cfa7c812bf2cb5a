import Booking
import Testing

@testable import Wire

@Suite struct ReplyTests {
    private func text(_ reply: Reply) -> String { String(decoding: reply.bytes, as: UTF8.self) }

    private func parse(_ reply: Reply) throws -> [ParsedReply] {
        var decoder = LineDecoder(mode: .reply)
        var reader = ReplyReader()
        var result: [ParsedReply] = []
        for case .line(let line) in decoder.lines(of: reply.bytes) {
            if let parsed = try reader.take(line) { result.append(parsed) }
        }
        return result
    }

    @Test func recordsAndFinals() throws {
        var reply = Reply()
        reply.record("instrument", "siom/sem-01") {
            $0.add("name", "场发射 电镜")
            $0.add("price", Money(fen: 35_000))
            $0.add("free", nil as String?)
            $0.add("stale", false)
        }
        reply.ok { $0.add("count", 1) }
        #expect(text(reply) == "+ instrument siom/sem-01 name=\"场发射 电镜\" price=350.00 stale=no\nOK count=1\n")
        #expect(reply.isFinished && reply.succeeded)
        let parsed = try parse(reply)
        #expect(parsed.count == 1 && parsed[0].succeeded && parsed[0]["count"] == "1")
        #expect(try parsed[0].records()[0]["name"] == "场发射 电镜")
    }

    @Test func errors() throws {
        let error = WireError(
            .conflict, extras: [Field("next", "2026-12-02T13:00:00+08:00")], zh: "已占。", en: "It is taken.\n\"Quoted\".")
        let reply = Reply.failure(error, .en)
        #expect(
            text(reply) == #"ERR conflict next=2026-12-02T13:00:00+08:00 message="It is taken.\n\"Quoted\".""# + "\n")
        #expect(!reply.succeeded)
        let parsed = try parse(reply)[0]
        #expect(parsed.errorCode == .conflict && parsed["message"] == "It is taken.\n\"Quoted\".")
        #expect(
            text(Reply.failure(.busy(retryAfter: 3, zh: "忙", en: "Busy."), .zh))
                == "ERR busy retry-after=3 message=\"忙\"\n")
    }

    @Test func documents() throws {
        for (document, lines) in [
            ("a,b\n1,\"x\ny\"\n", ["a,b", "1,\"x", "y\""]), ("a", ["a"]), ("a\n\nb", ["a", "", "b"]),
        ] {
            var reply = Reply()
            reply.document(document)
            reply.ok()
            #expect(try parse(reply)[0].lines == lines)
        }
    }

    @Test func aStoredReplyIsMarked() throws {
        var reply = Reply()
        reply.record("verdict") { $0.add("rule", "B1") }
        reply.ok { $0.add("booking", "b1") }
        let again = Reply(replaying: reply.bytes)
        #expect(text(again) == "+ verdict rule=B1\nOK booking=b1 replayed=yes\n")
        #expect(again.succeeded)
        #expect(!Reply(replaying: Reply.failure(WireError(.state, zh: "x", en: "x"), .en).bytes).succeeded)
    }

    @Test func theGreetingIsAReply() throws {
        let greeting = Reply.greeting { $0.add("zone", "张江示范区") }
        #expect(text(greeting) == "OK yiqi/1 zone=张江示范区\n")
        #expect(try parse(greeting)[0].subject == "yiqi/1")
    }

    @Test func anythingWrittenReadsBack() throws {
        var random = Seeded(7)
        for _ in 0..<2_000 {
            var reply = Reply()
            var records: [Line] = []
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let fields = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    Field(random.name(), random.text(upTo: 9))
                }
                let record = Line(
                    word: random.name(), subject: Bool.random(using: &random) ? random.text(upTo: 5) : nil,
                    fields: fields)
                reply.record(record.word, record.subject) { for field in fields { $0.add(field.name, field.value) } }
                records.append(record)
            }
            let message = random.text(upTo: 30)
            reply.err(WireError(.internal, zh: message, en: message), .en)
            let parsed = try parse(reply)
            #expect(parsed.count == 1)
            #expect(try parsed[0].records() == records)
            #expect(parsed[0]["message"] == message)
        }
    }

    @Test(arguments: ["HTTP/1.1 200 OK", "220 ready", "+x", "ERR", "", "OK a b", "*1"])
    func strangersAreRecognised(_ line: String) {
        var reader = ReplyReader()
        #expect(throws: WireError.self) { try reader.take(Array(line.utf8)) }
    }
}
