import Booking
import Postgres
import Testing

@testable import Registry

/// What a month counts of what happened, case by case, through the desk and the log: each thing once, in its month.
@Suite struct CountingTests {
    /// November's and December's cells of one instrument, as they are printed.
    private func cells(_ zone: TestZone, _ month: String, _ columns: [String]) async throws -> [String] {
        let table = try await zone.reader.ledger(of: Month(text: month)!).usageTable
        let row = try #require(table.rows.first { $0[0] == "siom/a" })
        return columns.map { table.cell(row, $0) }
    }

    private func with(
        channels: Int = 1,
        _ body: (TestZone, TestZone.Furnished, (Period, Requester) async throws -> BookingFacts)
            async throws -> Void
    ) async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a") { $0.channels = channels }], firms: 2)
            try await body(zone, ground) { period, who in
                let project = who == ground.unit ? "own" : nil
                return try #require(
                    booking(
                        await zone.desk.perform(
                            ground.instruments[0].reserve(period, by: who, project: project), by: who)))
            }
        }
    }

    /// What START, FINISH and NOSHOW leave, put there as they would.
    private func set(_ zone: TestZone, _ booking: BookingFacts, _ change: String) async throws {
        try await zone.side.script("UPDATE booking SET \(change) WHERE id = \(booking.id)")
    }

    private let run = ["run-external-min", "run-total-min"]

    @Test func bookedTimeIsSplitAtMidnightOfTheMonth() async throws {
        try await with { zone, ground, reserve in
            _ = try await reserve(period("2026-11-30T22:30", "2026-12-01T01:00"), ground.firms[0])
            #expect(
                try await cells(zone, "2026-11", run + ["requests", "billed-external"]) == ["90", "90", "1", "875.00"])
            // Asked for and billed in November alone.
            #expect(
                try await cells(zone, "2026-12", run + ["requests", "billed-external"]) == ["60", "60", "0", "0.00"])
        }
    }

    @Test func actualTimeGoesBeforeBookedTime() async throws {
        try await with { zone, ground, reserve in
            let one = try await reserve(period("2026-11-25T10:00", "2026-11-25T12:00"), ground.firms[0])
            try await set(
                zone, one,
                "state = 'finished', started_at = '2026-11-25T10:10:59+08', finished_at = '2026-11-25T11:00+08'")
            // Both ends are floored to the minute first.
            #expect(try await cells(zone, "2026-11", run) == ["50", "50"])
            // Begun in the month before the one that it was booked for.
            let two = try await reserve(period("2026-12-01T00:00", "2026-12-01T02:00"), ground.firms[0])
            try await set(
                zone, two, "state = 'finished', started_at = '2026-11-30T23:45+08', finished_at = '2026-12-01T01:00+08'"
            )
            #expect(try await cells(zone, "2026-11", run) == ["65", "65"])
            #expect(try await cells(zone, "2026-12", run + ["external-users"]) == ["60", "60", "<3"])
            // Running still, to its booked end.
            let three = try await reserve(period("2026-11-26T10:00", "2026-11-26T12:00"), ground.firms[1])
            try await set(zone, three, "state = 'running', started_at = '2026-11-26T10:30+08'")
            #expect(try await cells(zone, "2026-11", run) == ["155", "155"])
        }
    }

    @Test func aNoShowRunsNothing() async throws {
        try await with { zone, ground, reserve in
            let one = try await reserve(period("2026-11-25T10:00", "2026-11-25T12:00"), ground.firms[0])
            try await set(zone, one, "state = 'no-show'")
            #expect(try await cells(zone, "2026-11", run + ["no-show", "accepted"]) == ["0", "0", "1", "1"])
        }
    }

    @Test func channelsCountEach() async throws {
        try await with(channels: 2) { zone, ground, reserve in
            let time = period("2026-11-25T10:00", "2026-11-25T12:00")
            _ = try await reserve(time, ground.firms[0])
            _ = try await reserve(time, ground.firms[1])
            #expect(
                try await cells(zone, "2026-11", ["channels", "capacity-min"] + run) == ["2", "86400", "240", "240"])
        }
    }

    /// Down goes before maintenance, that before running, and no minute is in two classes.
    @Test func closuresNeverCountTwice() async throws {
        try await with { zone, ground, reserve in
            _ = try await reserve(period("2026-11-25T10:00", "2026-11-25T14:00"), ground.firms[0])
            try await zone.side.script(
                """
                INSERT INTO closure (instrument_id, starts_at, ends_at, reason, created_at)
                SELECT id, s::timestamptz, e::timestamptz, r, '2026-11-25T15:00+08' FROM instrument, (VALUES
                    ('2026-11-25T09:00+08', '2026-11-25T11:00+08', 'maintenance'),
                    ('2026-11-25T10:30+08', '2026-11-25T11:30+08', 'fault'),
                    ('2026-11-30T23:00+08', '2026-12-01T01:00+08', 'fault')) AS row (s, e, r)
                """)
            let columns = [
                "down-min", "maintenance-min", "run-total-min", "open-idle-min", "closed-min", "capacity-min",
            ]
            let counted = try await cells(zone, "2026-11", columns)
            // It came on the 23rd at nine; before that it is closed.
            let open = 8 * 1440 - 540
            #expect(counted == ["120", "90", "150", "\(open - 360)", "\(43_200 - open)", "43200"])
            #expect(try await cells(zone, "2026-12", ["down-min"]) == ["60"])
        }
    }

    @Test func movedAndCancelledBookingsCountWhereTheyEnd() async throws {
        try await with { zone, ground, reserve in
            let a = ground.instruments[0]
            let moved = try await reserve(period("2026-11-25T10:00", "2026-11-25T12:00"), ground.firms[0])
            let gone = try await reserve(period("2026-11-26T10:00", "2026-11-26T12:00"), ground.firms[0])
            let taken = try await reserve(period("2026-11-27T10:00", "2026-11-27T12:00"), ground.firms[1])
            #expect(
                word(await zone.desk.perform(a.move(moved, to: december(2, 10, 13)), by: ground.firms[0])) == "booked")
            #expect(word(await zone.desk.perform(a.cancel(gone), by: ground.firms[0])) == "booked")
            #expect(word(await zone.desk.perform(a.cancel(taken, reason: "unsafe"), by: ground.unit)) == "booked")
            let columns = run + ["requests", "accepted", "withdrawn", "unit-cancelled", "billed-external"]
            #expect(try await cells(zone, "2026-11", columns) == ["0", "0", "3", "3", "1", "1", "0.00"])
            #expect(try await cells(zone, "2026-12", columns) == ["180", "180", "0", "0", "0", "0", "1050.00"])
        }
    }

    /// A booking that moves may be asked for and answered again: its row tells the last of that, the log all of it.
    @Test func theLogTellsWhatTheRowNoLongerDoes() async throws {
        try await with { zone, ground, reserve in
            let columns = ["requests", "accepted", "refused", "reply-median-min"]
            let one = try await reserve(period("2026-11-25T10:00", "2026-11-25T12:00"), ground.firms[0])
            #expect(try await cells(zone, "2026-11", columns) == ["1", "1", "0", ""])
            // Confirmed when it was made, and waiting for an answer since.
            try await set(zone, one, "state = 'requested', respond_by = '2026-12-02T10:00+08'")
            #expect(try await cells(zone, "2026-11", columns) == ["1", "1", "0", ""])
            // Answered within the month, which now is the answer; the row says so or does not.
            let answer = { (act: String, after: String) in
                try await zone.side.script(
                    """
                    INSERT INTO log (seq, at, account, act, subject, after, policy_version, hash)
                    SELECT max(seq) + 1, created_at + interval '90 minutes', 'siom/desk', '\(act)', 'b\(one.id)', \(after),
                        1, '' FROM log, booking WHERE booking.id = \(one.id) GROUP BY created_at
                    """)
            }
            try await answer("approve", "NULL")
            #expect(try await cells(zone, "2026-11", columns) == ["1", "1", "0", "90"])
            try await set(zone, one, "state = 'confirmed', respond_by = NULL")
            #expect(try await cells(zone, "2026-11", columns) == ["1", "1", "0", "90"])
            // The last answer is the one that counts, with its reason.
            try await answer("decline", "'{\"reason\":\"unsafe\"}'")
            let refused = try await cells(zone, "2026-11", columns + ["refused-by-reason"])
            #expect(refused == ["1", "0", "1", "90", "unsafe:1"])
            // Of another month it is nothing.
            #expect(try await cells(zone, "2026-12", columns) == ["0", "0", "0", ""])
        }
    }

    @Test func whoRunsItDecidesTheClass() async throws {
        try await with { zone, ground, reserve in
            _ = try await reserve(period("2026-11-25T10:00", "2026-11-25T11:00"), ground.firms[0])
            _ = try await reserve(period("2026-11-25T12:00", "2026-11-25T14:00"), ground.unit)
            let other = try await reserve(period("2026-11-26T10:00", "2026-11-26T11:30"), ground.firms[1])
            try await set(zone, other, "purpose = 'certification', small_firm = true")
            let small = try await reserve(period("2026-11-27T10:00", "2026-11-27T10:30"), ground.firms[1])
            try await set(zone, small, "small_firm = true")
            let columns = [
                "run-external-min", "of-which-sme-min", "run-external-excluded-min", "run-internal-min",
                "run-total-min",
                "sharing-rate",
            ]
            #expect(try await cells(zone, "2026-11", columns) == ["90", "30", "90", "120", "300", "0.3000"])
        }
    }

    /// A withdrawn instrument keeps its row; an exempt one is only counted; prices are those of the month's last second.
    @Test func whatIsListedAndAtWhichPrice() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish(["a", "b", "c"].map { instrument($0) })
            await zone.register(
                WithdrawInstrument(
                    instrument: ground.instruments[1].register.id, unit: ground.unit.organisation, reason: .retired,
                    until: nil), by: ground.unit)
            await zone.register(
                ExemptInstrument(
                    instrument: ground.instruments[2].register.id, unit: ground.unit.organisation,
                    reason: .classified, reference: "r"))
            // Cheaper at once.
            zone.clock.set(at("2026-11-28T12:00"))
            _ = try await zone.publish([instrument("a") { $0.services = [service(fen: 30_000)] }], by: ground.unit)
            // Dearer from a later day on.
            zone.clock.set(at("2026-11-30T23:59"))
            _ = try await zone.publish([instrument("a") { $0.services = [service(fen: 33_000)] }], by: ground.unit)
            zone.clock.set(at("2027-03-01T00:00"))
            let tables = try await zone.reader.ledger(of: Month(text: "2026-11")!).tables
            #expect(tables[2].rows.map { $0[0] } == ["siom/a", "siom/b"])
            #expect(tables[4].rows == [["siom", "classified", "p1", "1"]])
            #expect(tables[3].cell(tables[3].rows[0], "required") == "1")
            let price = try #require(tables[1].rows.first)
            #expect(price[4] == "300.00" && price[6] == "330.00")
            let later = try await zone.reader.ledger(of: Month(text: "2027-01")!).tables[1].rows[0]
            #expect(later[4] == "330.00" && later[6] == "")
        }
    }
}
