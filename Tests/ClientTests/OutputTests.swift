import Booking
import Testing
import Wire

@testable import Client

@Suite struct OutputTests {
    static let screen = Terminal(isTerminal: true, hasColour: false, width: 80)
    static let pipe = Terminal(isTerminal: false, hasColour: false, width: .max)

    static func reply(_ text: String) throws -> ParsedReply {
        var decoder = LineDecoder(mode: .reply)
        var reader = ReplyReader()
        var reply: ParsedReply?
        for case .line(let line) in decoder.lines(of: Array((text + "\n").utf8)) { reply = try reader.take(line) }
        return try #require(reply)
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("电镜", 4), ("é", 1), ("e\u{301}", 1), ("👩‍🔬", 2), ("🇨🇳", 2), ("（）", 4), ("—", 1), ("…", 1),
        ("ｱ", 1), ("Ａ", 2), ("한", 2), ("❤️", 2), ("\u{200B}", 0), ("㎡", 2), ("½", 1),
    ])
    func widths(_ text: String, _ width: Int) {
        #expect(TextWidth.of(text) == width)
    }

    @Test func cutting() {
        #expect(TextWidth.cut("场发射扫描电镜", to: 8) == "场发射…")
        #expect(TextWidth.of(TextWidth.cut("场发射扫描电镜", to: 9)) == 9)
        #expect(TextWidth.cut("abc", to: 3) == "abc")
        #expect(TextWidth.pad("电", to: 4) == "电  ")
    }

    @Test func columnsAlignAndFit() {
        var layout = TableLayout(
            headings: ["仪器", "name", "price"],
            rows: [["siom/sem-01", "场发射扫描电镜", "350.00"], ["a/b", "x", "1200.00"]], figures: [2])
        #expect(
            layout.lines(width: 80) == [
                "仪器         name              price", "siom/sem-01  场发射扫描电镜   350.00",
                "a/b          x               1200.00",
            ])
        layout.rows.append(["c/d", String(repeating: "很长", count: 50), "1"])
        #expect(layout.lines(width: 60).allSatisfy { TextWidth.of($0) <= 60 })
    }

    @Test func sentencesAreBrokenNotCut() {
        #expect(TextWidth.wrap("one two three", to: 8) == ["one two", "three"])
        #expect(TextWidth.wrap("onetwothree", to: 4) == ["onet", "woth", "ree"])
        #expect(TextWidth.wrap("已有预约，请另选", to: 7) == ["已有预", "约，请", "另选"])
        #expect(TextWidth.wrap("上限二十个。", to: 10) == ["上限二十", "个。"])
        #expect(TextWidth.wrap("", to: 5) == [""])
        let layout = TableLayout(
            headings: ["rule", "message"], rows: [["B2", "It is outside the open hours, which are these and those."]],
            wrapsLast: true)
        #expect(
            layout.lines(width: 40) == [
                "rule  message", "B2    It is outside the open hours,", "      which are these and those.",
            ])
    }

    @Test func json() {
        #expect(JSONText.object([("a", "q\"\\\n\u{1}电\u{2028}")]) == #"{"a":"q\"\\\n\u0001电\u2028"}"#)
    }

    @Test func formsOfOneReply() throws {
        let reply = try Self.reply(
            """
            + instrument siom/sem-01 name="场发射 电镜" free=2026-12-02T09:00:00+08:00
            + instrument siom/tem-2 name=透射电镜 price=900.00
            OK count=2
            """)
        let spec = CommandTable.lookup(.find)
        let json = try ReplyView(form: .json, language: .zh, terminal: Self.pipe).render(reply, of: spec)
        #expect(
            json.output
                == #"{"ok":true,"result":{"count":"2"},"records":[{"record":"instrument","path":"siom/sem-01","name":"场发射 电镜","free":"2026-12-02T09:00:00+08:00"},{"record":"instrument","path":"siom/tem-2","name":"透射电镜","price":"900.00"}]}"#
                + "\n")
        let tabs = try ReplyView(form: .tabs, language: .zh, terminal: Self.pipe).render(reply, of: spec)
        #expect(
            tabs.output == """
                record\tpath\tname\tprice\tfree
                instrument\tsiom/sem-01\t场发射 电镜\t\t2026-12-02T09:00:00+08:00
                instrument\tsiom/tem-2\t透射电镜\t900.00\t

                """)
        let table = try ReplyView(form: .tables, language: .zh, terminal: Self.screen, offset: "+08:00").render(
            reply, of: spec)
        #expect(
            table.output == """
                仪器         名称           价格  最早可约
                siom/sem-01  场发射 电镜          2026-12-02 09:00
                siom/tem-2   透射电镜     900.00

                数量 2

                """)
        #expect(table.status == .done && table.notes.isEmpty)
    }

    @Test func refusals() throws {
        let reply = try Self.reply(
            "+ verdict rule=B2 pass=no message=\"closed then\"\nERR conflict next=2026-12-02T13:00:00+08:00 message=\"It is taken.\""
        )
        let spec = CommandTable.lookup(.reserve)
        let table = try ReplyView(form: .tables, language: .en, terminal: Self.screen, offset: "+08:00").render(
            reply, of: spec)
        #expect(table.status == .refused)
        #expect(table.notes == "yiqi: It is taken.\n  next 2026-12-02 13:00\n")
        #expect(table.output.contains("closed then"))
        let json = try ReplyView(form: .json, language: .en, terminal: Self.pipe).render(reply, of: spec)
        #expect(json.output.hasPrefix(#"{"ok":false,"code":"conflict","result":{"next":"#) && json.status == .refused)
        let auth = try Self.reply("ERR auth message=no")
        #expect(
            try ReplyView(form: .tabs, language: .en, terminal: Self.pipe).render(auth, of: spec).notes.contains(
                "yiqi login"))
    }

    @Test func documentsComeAsTheyAre() throws {
        let reply = try Self.reply("+ a,b\n+ 1,\"x\ty\u{1B}[2J\"\n+\nOK rows=1")
        let spec = CommandTable.lookup(.export)
        let piped = try ReplyView(form: .tabs, language: .en, terminal: Self.pipe).render(reply, of: spec)
        #expect(piped.output == "a,b\n1,\"x\ty\u{1B}[2J\"\n\n" && piped.notes == "rows 1\n")
        let shown = try ReplyView(form: .tables, language: .en, terminal: Self.screen).render(reply, of: spec)
        #expect(!shown.output.contains("\u{1B}"))
        let json = try ReplyView(form: .json, language: .en, terminal: Self.pipe).render(reply, of: spec)
        #expect(json.output.contains(#""document":"a,b\n1,\"x\ty\u001b[2J\"\n\n""#))
    }

    @Test func oneRecordWithMuchToSayStandsDownwards() throws {
        let reply = try Self.reply(
            "+ booking b1 instrument=a/b state=confirmed start=1 end=2 service=s price=3 account=x/y\nOK")
        let view = ReplyView(form: .tables, language: .en, terminal: Self.screen)
        #expect(try view.render(reply, of: CommandTable.lookup(.booking)).output.contains("state       confirmed\n"))
    }

    @Test func theWeekAtAGlance() throws {
        let reply = try Self.reply(
            """
            + free start=2026-11-30T09:00:00+08:00 end=2026-11-30T17:00:00+08:00
            + busy start=2026-12-01T09:00:00+08:00 end=2026-12-01T13:00:00+08:00
            + free start=2026-12-01T13:00:00+08:00 end=2026-12-01T17:00:00+08:00
            + closed start=2026-12-02T00:00:00+08:00 end=2026-12-03T00:00:00+08:00 reason=maintenance
            OK from=2026-11-30T00:00:00+08:00 to=2026-12-07T00:00:00+08:00
            """)
        let grid = try WeekGrid(reply, title: "siom/sem-01", language: .zh)
        let lines = grid.lines(Self.screen)
        #expect(lines[1] == "            9   10  11  12  13  14  15  16")
        #expect(lines[2] == "周一 11-30 |" + String(repeating: ".", count: 32) + "|")
        #expect(lines[3] == "周二 12-01 |" + String(repeating: "#", count: 16) + String(repeating: ".", count: 16) + "|")
        #expect(lines[4] == "周三 12-02 |" + String(repeating: " ", count: 32) + "|")
        #expect(lines.count == 11 && lines[10].hasSuffix("maintenance"))
        #expect(Set(lines[2...8].map { TextWidth.of($0) }).count == 1)
        let english = try WeekGrid(reply, title: "siom/sem-01", language: .en).lines(Self.screen)
        #expect(english[2].hasPrefix("Mon 11-30 |...."))
        let colour = Terminal(isTerminal: true, hasColour: true, width: 80)
        #expect(grid.lines(colour)[3].contains("\u{1B}[31m" + String(repeating: "#", count: 16) + "\u{1B}[0m"))
        #expect(throws: ClientError.self) { try WeekGrid(try Self.reply("OK"), title: "", language: .en) }
    }

    @Test func aWholeNightFits() throws {
        let reply = try Self.reply(
            """
            + busy start=2026-11-30T22:00:00+08:00 end=2026-12-01T02:00:00+08:00
            OK from=2026-11-30T00:00:00+08:00 to=2026-12-07T00:00:00+08:00
            """)
        let lines = try WeekGrid(reply, title: "x", language: .en).lines(Self.screen)
        #expect(lines.allSatisfy { TextWidth.of($0) <= 80 })
        #expect(lines[2].hasSuffix("####|") && lines[3].hasPrefix("Tue 12-01 |#### "))
    }
}
