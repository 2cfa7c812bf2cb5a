import Booking
import Testing

@testable import Wire

@Suite struct GrammarTests {
    @Test(arguments: [
        ("PING", Line(word: "PING")),
        ("ping  ", Line(word: "ping")),
        ("HELP reserve", Line(word: "HELP", subject: "reserve")),
        ("SHOW siom/sem-01", Line(word: "SHOW", subject: "siom/sem-01")),
        ("FIND text=电镜 for=4h", Line(word: "FIND", fields: [Field("text", "电镜"), Field("for", "4h")])),
        ("FIND   text=a   for=4h", Line(word: "FIND", fields: [Field("text", "a"), Field("for", "4h")])),
        (#"X a="" b="c d""#, Line(word: "X", fields: [Field("a", ""), Field("b", "c d")])),
        (#"X a="q\"b\\n\nr\rt\t""#, Line(word: "X", fields: [Field("a", "q\"b\\n\nr\rt\t")])),
        (#"X "a=b" c=d=e"#, Line(word: "X", subject: "a=b", fields: [Field("c", "d=e")])),
        (#"X """#, Line(word: "X", subject: "")),
        ("X a-1=b/c,d;e'f", Line(word: "X", fields: [Field("a-1", "b/c,d;e'f")])),
        ("X Ünicode", Line(word: "X", subject: "Ünicode")),
        ("X a=\u{A0}", Line(word: "X", fields: [Field("a", "\u{A0}")])),
    ])
    func read(_ text: String, _ line: Line) throws {
        #expect(try Line.parse(text) == line)
    }

    @Test(arguments: [
        ("", "empty"), ("   ", "empty"), (" PING", "begins with a command's name"),
        ("电镜", "begins with a command's name"),
        ("+ row", "PUBLISH first"), (".", "PUBLISH first"), ("PING\t", "letters, digits"),
        ("PI\u{0}NG", "letters, digits"),
        ("X a=", "no value after a="), ("X a= b=c", #"a="""#), ("X a=b\"c", #"a="…""#), ("X a=b\\c", #"\\"#),
        ("X a=\"b", "never closed"), ("X a=\"b\"c", "closing quote"), ("X a=\"b\\x\"", "backslash is followed by"),
        ("X a=\"b\\", "backslash is followed by"), ("X a=\u{1}", "U+0001"), ("X a=\"\u{7F}\"", "U+007F"),
        ("X a=\u{85}", "U+0085"), ("X a=b\tc", "control character"), ("X a b", "stray value 'b'"),
        ("X a=b c", "stray value 'c'"), ("X s Start=1", "lower case: 'Start=1'"), ("X a=b\u{0}", "U+0000"),
    ])
    func refuse(_ text: String, _ says: String) {
        let error = #expect(throws: WireError.self) { try Line.parse(text) }
        #expect(error?.code == .syntax)
        #expect(error?.message.en.contains(says) == true, "\(error?.message.en ?? "")")
        #expect(error?.message.zh.isEmpty == false)
    }

    @Test func placeIsCountedInCharacters() {
        let error = #expect(throws: WireError.self) { try Line.parse("FIND text=电镜\"") }
        #expect(error?.message.en.hasPrefix("At character 13,") == true, "\(error?.message.en ?? "")")
    }

    @Test func messagesStayShortWhateverCame() {
        for text in [
            String(repeating: "é", count: 4_000),
            "X " + String(repeating: "y", count: 8_000) + " z" + String(repeating: "z", count: 100),
        ] {
            let error = #expect(throws: WireError.self) { try Line.parse(text) }
            #expect((error?.message.en.count ?? .max) < 250)
        }
    }

    @Test func fieldsAreCounted() throws {
        let most = "X" + (0..<Limits.fields).map { " f\($0)=1" }.joined()
        #expect(try Line.parse(most).fields.count == Limits.fields)
        #expect(throws: WireError.self) { try Line.parse(most + " g=1") }
    }

    @Test func whatIsPrintedReadsBack() throws {
        var random = Seeded(1)
        for _ in 0..<20_000 {
            let line = Line(
                word: random.name(), subject: Bool.random(using: &random) ? random.text(upTo: 12) : nil,
                fields: (0..<Int.random(in: 0...6, using: &random)).map { _ in
                    Field(random.name(), random.text(upTo: 20))
                })
            let text = line.text
            #expect(!text.utf8.contains(0x0A))
            let back = try Line.parse(text)
            // Compared by bytes: equal strings may be written in different scalars.
            #expect(
                back.word == line.word && back.subject.map { Array($0.utf8) } == line.subject.map { Array($0.utf8) })
            #expect(back.fields.map { Array($0.value.utf8) } == line.fields.map { Array($0.value.utf8) }, "\(text)")
            #expect(back.fields.map(\.name) == line.fields.map(\.name))
            #expect(back.text == text)
        }
    }

    @Test func controlsThatCannotBeWrittenAreReplaced() throws {
        let line = Line(word: "x", fields: [Field("a", "b\u{0}c\u{9F}d")])
        #expect(try Line.parse(line.text)["a"] == "b\u{FFFD}c\u{FFFD}d")
    }
}
