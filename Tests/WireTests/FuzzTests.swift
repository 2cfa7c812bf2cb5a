import Booking
import Glibc
import Testing

@testable import Wire

/// Random and mutated lines: nothing may crash, grow, or swallow the line after it.
///
/// `YIQI_FUZZ_LINES` sets how many (ten million in a run of its own, best in release); `YIQI_FUZZ_SEED` where from.
@Suite struct FuzzTests {
    private static func number(_ name: String, _ otherwise: Int) -> Int {
        getenv(name).flatMap { Int(String(cString: $0)) } ?? otherwise
    }

    private static let templates =
        CommandTable.all.flatMap(\.examples).map { Array($0.utf8) }
        + ["+ row line=1", ".", "", "GET / HTTP/1.1", #"X a="\n\"" b=c"#].map { Array($0.utf8) }

    private static func line(_ random: inout Seeded) -> [UInt8] {
        var line: [UInt8]
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            line = (0..<Int.random(in: 0..<200, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        case 1:
            line = Array(
                (random.name() + " " + random.text(upTo: 40) + " " + random.name() + "=" + random.text(upTo: 9)).utf8)
        default: line = templates.randomElement(using: &random)!
        }
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let place = Int.random(in: 0...line.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: line.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 1 where place < line.count: line.remove(at: place)
            case 2 where place < line.count: line[place] = UInt8.random(in: 0...255, using: &random)
            case 3: line.removeSubrange(place...)
            default: line.insert(contentsOf: templates.randomElement(using: &random)!, at: place)
            }
        }
        // Now and then a line about as long as the limit.
        if Int.random(in: 0..<500, using: &random) == 0 {
            line += [UInt8](repeating: 0x61, count: Int.random(in: 7_900..<8_400, using: &random))
        }
        return line
    }

    @Test func nothingBreaksIt() {
        let count = Self.number("YIQI_FUZZ_LINES", 100_000)
        var random = Seeded(UInt64(Self.number("YIQI_FUZZ_SEED", 20_261_123)))
        var reader = RequestReader()
        var answered = 0
        var batch: [UInt8] = Array("PING\n".utf8)
        for number in 0..<count {
            batch += Self.line(&random) + [0x0A]
            guard batch.count > 4_000 || number == count - 1 else { continue }
            var start = 0
            while start < batch.count {
                let end = min(batch.count, start + Int.random(in: 1...2_000, using: &random))
                for incoming in reader.all(of: Array(batch[start..<end])) {
                    answered += 1
                    Self.judge(incoming)
                }
                if reader.held > Limits.requestLine + Limits.documentLine { Issue.record("it grew to \(reader.held)") }
                start = end
            }
            // Whatever came, an upload can be ended and the next request is understood.
            let after = reader.all(of: Array("\n.\nPING\n".utf8))
            guard case .request(let ping, nil)? = after.last, ping.verb == .ping else {
                Issue.record("PING was lost after line \(number)")
                return
            }
            batch.removeAll(keepingCapacity: true)
        }
        #expect(answered > count / 4)
    }

    /// A refusal can be told in one line, and a request that was taken reads back as itself.
    private static func judge(_ incoming: RequestReader.Incoming) {
        switch incoming {
        case .refused(let error), .foreign(let error):
            for language in Language.allCases {
                let bytes = Reply.failure(error, language).bytes
                guard bytes.last == 0x0A, bytes.count(where: { $0 == 0x0A }) == 1, bytes.count < 3_000,
                    (try? Line.parse(Array(bytes.dropLast()))) != nil
                else {
                    Issue.record("bad refusal: \(String(decoding: bytes, as: UTF8.self))")
                    return
                }
            }
        case .request(let request, _):
            let text = request.canonicalText
            guard let again = try? CommandTable.check(Request.parse(Array(text.utf8))), again.canonicalText == text
            else {
                Issue.record("does not read back: \(text)")
                return
            }
        }
    }
}
