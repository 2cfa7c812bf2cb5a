import Booking
import Postgres
import Support
import Testing

@testable import Registry

@Suite struct LogTests {
    /// Every character that a text may hold comes back from PostgreSQL's own reader of JSON.
    @Test func textsComeBackFromJSON() async throws {
        let connection = try await TestCluster.shared().connect()
        var texts = (1...0x2FF).compactMap { Unicode.Scalar($0) }.map { String(Character($0)) }
        texts += ["", "\"\\/\"", "\\u0041", "扫描电镜", "\u{2028}\u{2029}\u{FEFF}", "👩‍🔬", "a\r\nb\tc", "\u{10FFFF}"]
        texts.append(texts.joined())
        for text in texts {
            var json = JSONText()
            json.field("text", text)
            json.field("number", -42)
            json.field("absent", nil as String?)
            json.field("yes", true)
            json.extra(text + "!", text)
            let rows = try await connection.query(
                Statement(
                    """
                    SELECT $1::text::json ->> 'text', ($1::text::json ->> 'number')::int4, $1::text::json ->> 'absent',
                        ($1::text::json ->> 'yes')::bool, $1::text::json ->> $2
                    """, .text(json.finish()), .text(text + "!")))
            #expect(try rows[0].decode(0, as: String.self).utf8.elementsEqual(text.utf8))
            #expect(try rows[0].decode(1, as: Int32.self) == -42)
            #expect(try rows[0].isNull(2))
            #expect(try rows[0].decode(3, as: Bool.self))
            #expect(try rows[0].decode(4, as: String.self).utf8.elementsEqual(text.utf8))
        }
        await connection.close()
    }

    /// Texts that hold what the chain joins its fields with, and what JSON escapes, in every kind of act.
    @Test func theChainHoldsForEveryKindOfAct() async throws {
        try await TestZone.with(roomy) { zone in
            let odd = "\"\\ \u{1F} \n 扫描 👩‍🔬"
            let ground = try await zone.furnish([
                instrument("a") {
                    $0.function = odd
                    $0.extras = [.init(name: "备注", value: "x")]
                }
            ])
            let (a, firm, unit) = (ground.instruments[0], ground.firms[0], ground.unit)
            let made = booking(
                await zone.desk.perform(a.reserve(december(1, 9, 10), by: firm, project: odd), by: firm))!
            _ = await zone.desk.perform(a.move(made, to: december(1, 10, 12)), by: firm)
            _ = await zone.desk.perform(a.cancel(made, reason: odd), by: firm)
            let path = a.register.path
            await zone.register(
                AddInstrument(
                    path: InstrumentPath(unit: path.unit, number: "x-1"), name: odd,
                    acceptanceDate: Day(text: "2026-11-01")!, originalValue: nil,
                    publicShare: Share(basisPoints: 5000), funding: nil, commitment: nil))
            await zone.register(
                CloseInstrument(
                    instrument: a.register.id, unit: unit.organisation, period: december(9, 9, 10), reason: .holiday,
                    note: odd), by: unit)
            await zone.register(RevokeToken(token: "t\(firm.credential)"))
            let acts = try await zone.side.query(Statement("SELECT DISTINCT act FROM log"))
                .map { try $0.decode(0, as: String.self) }
            #expect(
                acts.sorted() == [
                    "add-account", "add-firm", "add-instrument", "add-park", "add-unit", "cancel", "close", "move",
                    "publish-new", "reserve", "revoke", "token",
                ])
            #expect(try await zone.faultsOfLog() == [])
            // The check sees a change of any one field.
            for change in ["account = account || 'x'", "after = NULL", "at = at + interval '1 second'", "act = 'x'"] {
                try await zone.side.script("BEGIN; UPDATE log SET \(change) WHERE act = 'move'")
                #expect(try await zone.faultsOfLog() == ["1 wrong hashes"])
                _ = try await zone.side.query(.rollback)
            }
            // A kept text comes back as it was.
            let project = try await zone.side.query(
                Statement("SELECT after ->> 'project' FROM log WHERE act = 'reserve'"))
            #expect(try project[0].decode(0, as: String.self) == odd)
        }
    }
}
