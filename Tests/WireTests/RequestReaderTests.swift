import Booking
import Testing

@testable import Wire

@Suite struct RequestReaderTests {
    private func read(_ text: String) -> [RequestReader.Incoming] {
        var reader = RequestReader()
        return reader.all(of: Array(text.utf8))
    }

    private func describe(_ incoming: RequestReader.Incoming) -> String {
        switch incoming {
        case .request(let request, let document):
            request.canonicalText + (document.map { " | " + String(decoding: $0, as: UTF8.self) } ?? "")
        case .refused(let error): "ERR \(error.code.rawValue)"
        case .foreign: "foreign"
        }
    }

    @Test func aDocumentFollowsItsRequest() {
        let got = read("PUBLISH siom format=csv key=k\n+ number,name\r\n+\n+ 1,电镜\n.\nPING\n").map(describe)
        #expect(got == ["PUBLISH siom format=csv | number,name\n\n1,电镜\n", "PING"])
    }

    @Test(arguments: [
        "PUBLISH\n+ a\n.\nPING\n", "PUBLISH siom fromat=csv\n+ RESERVE x\n.\nPING\n", "PUBLISH siom \"\n+ a\n.\nPING\n",
        "publish siom format=xml\n.\nPING\n", "PUBLISH siom\nRESERVE siom/a start=1\n+ a\n.\nPING\n",
        "PUBLISH siom\n+a\n.\nPING\n", "PUBLISH siom\n+ a\u{0}\n.\nPING\n",
        "PUBLISH \(String(repeating: "x", count: 9_000))\n+ a\n.\nPING\n",
        "PUBLISH siom\n+ \(String(repeating: "x", count: 70_000))\n.\nPING\n",
    ])
    func aBadUploadIsReadToItsEndAndThenRefusedOnce(_ text: String) {
        let got = read(text).map(describe)
        #expect(got.count == 2)
        #expect(got.first?.hasPrefix("ERR") == true)
        #expect(got.last == "PING")
    }

    @Test func anUploadHasALimit() {
        var reader = RequestReader(uploadLimit: 1_000)
        _ = reader.all(of: Array("PUBLISH siom\n".utf8))
        for _ in 0..<1_000 {
            #expect(reader.all(of: Array("+ 0123456789\n".utf8)).isEmpty)
            #expect(reader.held <= 1_000)
        }
        #expect(reader.all(of: Array(".\nPING\n".utf8)).map(describe) == ["ERR too-long", "PING"])
    }

    @Test func beforeSignInAnUploadIsDropped() {
        var reader = RequestReader()
        reader.refusesUploads = WireError(.auth, zh: "请先登录。", en: "Sign in first.")
        #expect(reader.all(of: Array("PUBLISH siom\n+ a\n".utf8)).isEmpty)
        #expect(reader.held == 0)
        #expect(reader.all(of: Array(".\n".utf8)).map(describe) == ["ERR auth"])
        reader.refusesUploads = nil
        #expect(reader.all(of: Array("PUBLISH siom\n+ a\n.\n".utf8)).map(describe) == ["PUBLISH siom | a\n"])
    }

    @Test func noiseIsTold() {
        #expect(read("GET / HTTP/1.1\r\nHost: x\r\n\r\n").map(describe) == ["foreign"])
        #expect(read("POST /a b HTTP/1.0\r\n").map(describe) == ["foreign"])
        #expect(read("\u{16}\u{3}\u{1}").map(describe) == ["foreign"])
        #expect(read("\u{0}\u{0}").map(describe) == ["foreign"])
        // A command that merely looks so is answered, and later noise costs one line.
        #expect(read("GET it\nPING\n").map(describe) == ["ERR unknown-verb", "PING"])
        #expect(read("PING\nGET / HTTP/1.1\nPING\n").map(describe) == ["PING", "ERR syntax", "PING"])
    }

    @Test func aSplitChangesNothing() {
        let bytes = Array("PING\nPUBLISH siom\n+ 电\n.\nFIND text=电镜\nbad\nPUBLISH\n+ x\n.\nQUIT\n".utf8)
        let whole = read(String(decoding: bytes, as: UTF8.self)).map(describe)
        #expect(whole.count == 6)
        for split in 0...bytes.count {
            var reader = RequestReader()
            let got = reader.all(of: Array(bytes[..<split])) + reader.all(of: Array(bytes[split...]))
            #expect(got.map(describe) == whole)
        }
        var reader = RequestReader()
        #expect(bytes.flatMap { reader.all(of: [$0]) }.map(describe) == whole)
    }

    @Test func itCanBePulledOneAtATime() {
        let bytes = Array("PING\nPING\n".utf8)
        var reader = RequestReader()
        var offset = 0
        #expect(reader.next(bytes.span.bytes, at: &offset) != nil)
        #expect(offset == 5)
    }
}
