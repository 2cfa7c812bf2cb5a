import Testing

@testable import Wire

@Suite struct DecoderTests {
    static let stream: [UInt8] = {
        var bytes = Array("PING\r\nFIND text=电镜\n\n".utf8)
        bytes += Array("SHOW ".utf8) + [0xFF, 0xFE] + Array("\n".utf8)
        bytes += Array("X ".utf8) + [UInt8](repeating: 0x61, count: 9_000) + Array("\nQUIT\ntail".utf8)
        return bytes
    }()

    static var whole: [DecodedLine] {
        var decoder = LineDecoder()
        return decoder.lines(of: stream)
    }

    @Test func cutsDropsAndGoesOn() {
        #expect(Self.whole.count == 6)
        #expect(Self.whole[0] == .line(Array("PING".utf8)))
        #expect(Self.whole[1] == .line(Array("FIND text=电镜".utf8)))
        #expect(Self.whole[2] == .line([]))
        #expect(Self.whole[3] == .notUTF8(opening: Array("SHOW ".utf8) + [0xFF, 0xFE]))
        #expect(Self.whole[4] == .tooLong(opening: Array("X ".utf8) + [UInt8](repeating: 0x61, count: 62)))
        #expect(Self.whole[5] == .line(Array("QUIT".utf8)))
    }

    @Test func oneByteAtATime() {
        var decoder = LineDecoder()
        var lines: [DecodedLine] = []
        for byte in Self.stream {
            lines += decoder.lines(of: [byte])
            #expect(decoder.held < Limits.requestLine)
        }
        #expect(lines == Self.whole)
        #expect(decoder.isInsideLine)
    }

    @Test func splitAtEveryPoint() {
        for split in 0...Self.stream.count {
            var decoder = LineDecoder()
            let first = decoder.lines(of: Array(Self.stream[..<split]))
            let lines = first + decoder.lines(of: Array(Self.stream[split...]))
            if lines != Self.whole { Issue.record("split at \(split)") }
        }
    }

    @Test(arguments: [LineDecoder.Mode.request, .document])
    func theLimitCountsTheLineFeed(_ mode: LineDecoder.Mode) {
        let limit = mode.limit
        for pieces in [1, 7, 4_096, limit + 2] {
            var decoder = LineDecoder(mode: mode)
            for (length, fits) in [(limit - 1, true), (limit, false), (3 * limit, false), (0, true)] {
                let line = [UInt8](repeating: 0x61, count: length) + [0x0A]
                var lines: [DecodedLine] = []
                for start in stride(from: 0, to: line.count, by: pieces) {
                    lines += decoder.lines(of: Array(line[start..<min(start + pieces, line.count)]))
                    #expect(decoder.held < limit)
                }
                #expect(lines.count == 1)
                if case .line(let bytes)? = lines.first {
                    #expect(fits && bytes.count == length)
                } else {
                    #expect(!fits)
                }
            }
        }
    }

    @Test func aDocumentMayBeInAnotherEncoding() {
        var decoder = LineDecoder(mode: .document)
        #expect(decoder.lines(of: [0x2B, 0x20, 0xB5, 0xE7, 0x0A]) == [.line([0x2B, 0x20, 0xB5, 0xE7])])
    }

    @Test func modeMayChangeBetweenLines() {
        let bytes = Array("A\n".utf8) + [UInt8](repeating: 0x62, count: 10_000) + [0x0A]
        var decoder = LineDecoder()
        var offset = 0
        #expect(decoder.next(bytes.span.bytes, at: &offset) == .line([0x41]))
        #expect(offset == 2)
        decoder.mode = .document
        #expect(decoder.next(bytes.span.bytes, at: &offset) == .line([UInt8](repeating: 0x62, count: 10_000)))
    }
}
