import Booking
import Inventory
import LoadGenerator
import Synchronization
import Testing

@Suite struct PreparationTests {
    @Test func theListIsACompleteDisclosure() throws {
        let lines = InventoryText.lines(["i00001", "i00002"], accepted: Day(number: 20_000))
        let text = lines.joined(separator: "\n") + "\n"
        let read = try InventoryDocument.read(Array(text.utf8), format: .csv)
        #expect(read.rows.count == 2)
        for row in read.rows {
            guard case .record(let record) = row.result else {
                Issue.record("refused: \(row.result)")
                continue
            }
            #expect(D2.missing(record, .required) == [])
            #expect(record.openHours?.minutesAWeek == 7 * 1440)
            #expect(record.services.map(\.code) == [Preparation.service])
            #expect(record.services.map(\.unitOfCharge) == [.hour])
            #expect(record.setUp == 0 && record.cleanDown == 0 && record.extras.isEmpty)
        }
    }

    @Test func whatIsThereIsNotMadeAgain() async throws {
        let daemon = ScriptedDaemon()
        try await daemon.serve { port in
            var preparation = Preparation(
                host: "127.0.0.1", port: port, token: "office", prefix: "load", units: 2, instruments: 5, firms: 300)
            let state = try await preparation.perform(from: nil) { _ in }
            #expect(
                state.instruments
                    == ["u01/i00001", "u02/i00002", "u01/i00003", "u02/i00004", "u01/i00005"].map { "load-\($0)" })
            #expect(state.firms.count == 300)
            #expect(state.firms[7] == LoadState.Firm(account: "load-f000008/load", token: "t-load-f000008/load"))
            #expect(try await preparation.holds(state))

            preparation.firms = 310
            let more = try await preparation.perform(from: state) { _ in }
            #expect(more.anchor == state.anchor && more.instruments == state.instruments)
            #expect(Array(more.firms.prefix(300)) == state.firms)
            #expect(more.firms.count == 310)

            // A state that was lost: the same organisations are found again.
            let again = try await preparation.perform(from: nil) { _ in }
            #expect(again.firms.map(\.account) == more.firms.map(\.account))
        }
        daemon.world.withLock { world in
            #expect(world.breaches == [])
            #expect(world.documents.keys.sorted() == ["load-u01", "load-u02"])
            #expect(world.documents["load-u02"]?.split(separator: "\n").count == 3)
        }
    }

    @Test func aDaemonThatHangsUpIsSaid() async throws {
        let port = try await ScriptedDaemon().serve { $0 }
        let preparation = Preparation(
            host: "127.0.0.1", port: port, token: "x", prefix: "load", units: 1, instruments: 1, firms: 1)
        await #expect(throws: LoadFault.self) { try await preparation.perform(from: nil) { _ in } }
    }
}
