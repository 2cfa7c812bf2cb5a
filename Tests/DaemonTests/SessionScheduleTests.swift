import Booking
import Support
import Testing
import Wire

@testable import Daemon

/// Random traffic in random pieces against random completions: every request is answered once, in order, and no more
/// is held than allowed.
@Suite struct SessionScheduleTests {
    @Test(arguments: 0..<300 as Range<UInt64>)
    func nothingIsLostOrReordered(seed: UInt64) {
        var random = Seeded(state: seed)
        let readAhead = Int.random(in: 1...9, using: &random)
        var bench = SessionBench(readAhead: readAhead)
        let count = Int.random(in: 1...60, using: &random)
        var expected: [String] = []
        var bytes: [UInt8] = []
        for number in 0..<count {
            let (line, reply) = request(number, &random)
            bytes += Array(line.utf8)
            expected.append(reply)
        }
        var replies: [String] = []
        var rest = bytes[...]
        var isBlocked = false
        while replies.count < count {
            switch Int.random(in: 0..<8, using: &random) {
            case 0...2:
                let piece = rest.prefix(Int.random(in: 1...40, using: &random))
                rest = rest.dropFirst(piece.count)
                bench.send(String(decoding: piece, as: UTF8.self))
            case 3...5:
                guard let index = bench.underWay.indices.randomElement(using: &random) else { continue }
                bench.complete(index, bench.underWay[index].request.subject ?? "-")
            case 6:
                isBlocked = !isBlocked && !rest.isEmpty
                bench.note(bench.state.setBlocked(isBlocked))
                bench.pull()
            default: replies += bench.replies()
            }
            #expect(bench.underWay.count <= readAhead)
            let kinds = bench.underWay.map(\.request.spec.kind)
            #expect(kinds.count <= 1 || kinds.allSatisfy { $0 == .write }, "a read is alone")
            if rest.isEmpty, isBlocked {
                isBlocked = false
                bench.note(bench.state.setBlocked(false))
                bench.pull()
            }
        }
        #expect(replies == expected)
        #expect(bench.state.isIdle && bench.underWay.isEmpty && bench.waiting == 0)
    }

    private func request(_ number: Int, _ random: inout Seeded) -> (line: String, reply: String) {
        switch Int.random(in: 0..<7, using: &random) {
        case 0: ("PARKS\n", "OK n=-")
        case 1: ("PING\n", "OK time=now")
        case 2: ("CANCEL b1 nonsense=\(number)\n", "ERR unknown-field")
        case 3: ("LANG en\n", "OK lang=en")
        default: ("CANCEL b\(number + 1)\n", "OK n=b\(number + 1)")
        }
    }
}
