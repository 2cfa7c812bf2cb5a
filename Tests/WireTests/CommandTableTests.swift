import Booking
import Testing

@testable import Wire

@Suite struct CommandTableTests {
    private func check(_ text: String) throws -> CheckedRequest {
        try CommandTable.check(Request.parse(Array(text.utf8)))
    }

    @Test func everyVerbIsThereOnce() {
        #expect(CommandTable.all.count == Verb.allCases.count)
        #expect(Set(CommandTable.all.map(\.verb)) == Set(Verb.allCases))
    }

    @Test func everyWriteTakesAKeyAndNothingElseDoes() {
        for spec in CommandTable.all {
            #expect(spec.fields.contains { $0.name == "key" } == (spec.kind == .write), "\(spec.verb)")
        }
        #expect(CommandTable.lookup(.check).kind == .read)
    }

    @Test func checkAndReserveAskTheSame() {
        let asked = CommandTable.lookup(.reserve).fields.map(\.name).filter { $0 != "key" }
        #expect(CommandTable.lookup(.check).fields.map(\.name) == asked)
    }

    @Test(arguments: CommandTable.all.flatMap(\.examples))
    func everyExampleIsTaken(_ example: String) throws {
        #expect(try check(example).verb.rawValue == example.prefix { $0 != " " })
    }

    @Test(
        arguments: [
            ("RESERV siom/a", ErrorCode.unknownVerb, nil, "did you mean RESERVE?"),
            ("XYZZY x", .unknownVerb, nil, "HELP lists"),
            ("HELP RESRVE", .unknownVerb, nil, "did you mean RESERVE?"),
            ("FIND txt=a", .unknownField, "txt", "did you mean text=?"),
            ("PARKS zzzzzzz=a", .unknownField, "zzzzzzz", "takes no fields"),
            ("SHOW siom/a colour=1", .unknownField, "colour", "takes no fields"),
            ("FREE siom/a form=2026-12-01 to=2026-12-02", .unknownField, "form", "did you mean from=?"),
            ("FIND text=a text=b", .invalid, "text", "given twice"),
            ("FREE siom/a from=2026-12-01", .missingField, "to", "needs to="),
            ("SHOW", .missingField, "instrument", "unit/number"),
            ("SHOW sem-01", .invalid, "instrument", "unit/number"),
            ("SHOW siom/a/b", .invalid, "instrument", "unit/number"),
            ("PING now", .syntax, nil, "takes no subject"),
            ("FIND 电镜", .syntax, nil, "text=…"),
            ("FIND for=2h", .missingField, "from", "for= goes only with from="),
            ("FIND from=2026-12-01", .missingField, "to", "add it"),
            ("CHECK siom/a start=2026-12-02T09:00 service=x", .missingField, "end", "end= or for="),
            ("CHECK siom/a start=1 end=2 for=1h service=x", .invalid, "for", "only one of"),
            ("CHECK siom/a start=1 for=1h service=x purpose=reserch", .invalid, "purpose", "did you mean research?"),
            ("FIND limit=0", .invalid, "limit", "from 1 to 500"),
            ("FIND limit=99999999999999999999", .invalid, "limit", "whole number"),
            ("FIND max-price=1.234", .invalid, "max-price", "yuan"),
            ("FIND text=\"\"", .invalid, "text", "1 to 100"),
            ("CANCEL 1042", .invalid, "booking", "b1042"),
            ("REOPEN c", .invalid, "closure", "c17"),
            ("EXPORT 2026-13", .invalid, "month", "2026-11"),
            ("EXPORT 2026-11 table=usages", .invalid, "table", "did you mean usage?"),
            ("WEEK siom/a day=tomorrow", .invalid, "day", "2026-11-23"),
            ("LANG fr", .invalid, "language", "one of zh, en"),
            ("POLICY", .missingField, "park|unit|instrument", "unit/number"),
            ("POLICY siom mode=all", .unknownField, "mode", "POLICY"),
            ("RULES siom/a/b", .invalid, "park|unit|instrument", "a park, a unit, or unit/number"),
            ("RULES version=0", .invalid, "version", "whole number"),
            ("PUBLISH siom dry-run=true", .invalid, "dry-run", "yes or no"),
            ("ADD", .missingField, "kind", "ADD kind"),
            ("ADD zoo code=a", .invalid, "kind", "one of park"),
            ("ADD park code=a name=b park=c", .unknownField, "park", "ADD park"),
            ("ADD unit code=a name=b", .missingField, "park", "ADD unit needs park="),
            ("ADD account name=lin", .invalid, "name", "acme/lin"),
            (
                "ADD instrument path=a/b name=x acceptance-date=2026-01-01 original-value=1 public-share=101", .invalid,
                "public-share", "percentage"
            ),
            ("PING key=a", .unknownField, "key", "takes no fields"),
            ("CANCEL b1 key=\(String(repeating: "k", count: 65))", .invalid, "key", "1 to 64"),
        ] as [(String, ErrorCode, String?, String)])
    func refusalsNameTheFieldAndTheCure(_ text: String, _ code: ErrorCode, _ field: String?, _ says: String) {
        let error = #expect(throws: WireError.self) { try check(text) }
        #expect(error?.code == code)
        #expect(error?.field == field)
        #expect(error?.message.en.contains(says) == true, "\(error?.message.en ?? "")")
        #expect(error?.message.zh.unicodeScalars.contains { $0.value > 0x4E00 } == true)
    }

    @Test func secretsAreNeverQuoted() {
        for text in ["AUTH token=\"hush hush\"", "REVOKE \"hush hush\""] {
            let error = #expect(throws: WireError.self) { try check(text) }
            #expect(error?.message.en.contains("hush") == false)
            #expect(error?.message.zh.contains("hush") == false)
        }
    }

    @Test func theSameRequestHasOneCanonicalText() throws {
        let one = try check("RESERVE siom/a start=2026-12-02T09:00 for=4h service=imaging key=1")
        let other = try check("reserve  siom/a key=2 service=\"imaging\" for=4h  start=2026-12-02T09:00")
        #expect(one.canonicalText == other.canonicalText)
        #expect(one.canonicalText == "RESERVE siom/a for=4h service=imaging start=2026-12-02T09:00")
        #expect(one.key == "1" && other.key == "2")
        let quoted = try check(#"CANCEL b1 reason="a b""#)
        #expect(quoted.canonicalText == #"CANCEL b1 reason="a b""#)
    }

    @Test(arguments: Language.allCases)
    func helpCoversEverything(_ language: Language) {
        let overview = CommandTable.help(nil, language).joined(separator: "\n")
        for spec in CommandTable.all {
            #expect(overview.contains(spec.verb.rawValue) && overview.contains(spec.summary[language]))
            let lines = CommandTable.help(spec.verb, language)
            let text = lines.joined(separator: "\n")
            #expect(lines.allSatisfy { $0.utf8.count < Limits.requestLine && !$0.contains("\n") })
            for field in spec.fields {
                #expect(lines[0].contains(field.name + "="))
                #expect(text.contains(field.help[language]) && text.contains(field.kind.shape[language]))
            }
            for example in spec.examples { #expect(text.contains(example)) }
            for reply in spec.replies { #expect(text.contains(reply.line) && text.contains(reply.help[language])) }
            if let subject = spec.subject { #expect(text.contains(subject.help[language])) }
            for constraint in spec.constraints { #expect(text.contains(constraint.text[language])) }
        }
    }

    @Test func nearMatches() {
        #expect(NearMatch.of("strat", in: ["start", "state"]) == "start")
        #expect(NearMatch.of("INVENTROY", in: Verb.allCases.map(\.rawValue)) == "INVENTORY")
        #expect(NearMatch.of("inv", in: ["inventory", "insert"]) == "inventory")
        #expect(NearMatch.of("xyzzy", in: ["start"]) == nil)
        #expect(NearMatch.of(String(repeating: "a", count: 8_000), in: ["a"]) == nil)
    }
}
