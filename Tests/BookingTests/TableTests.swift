import Booking
import Testing

struct TableTests {
    private func ledger(_ change: (inout LedgerInstrument) -> Void = { _ in }) -> MonthLedger {
        var first = LedgerInstrument(
            path: InstrumentPath(unit: "siom", number: "sem-01"), unit: "siom", park: "zhangjiang",
            record: World.completeRecord,
            disclosure: .disclosed(since: at("2026-11-20T00:00")), calendar: shanghai,
            channels: [ChannelID(1), ChannelID(2)],
            tariffs: [
                "imaging": [
                    World.tariff(.hour, fen: 35_000), World.tariff(.hour, fen: 40_000, from: at("2026-12-01T00:00")),
                ]
            ],
            closures: [], bookings: [])
        var second = first
        second.path = InstrumentPath(unit: "siom", number: "SEM-02")
        second.disclosure = .exempt(reason: "r", reference: "r", since: Instant(seconds: 0))
        var third = first
        third.path = InstrumentPath(unit: "aaa", number: "1")
        third.disclosure = .withdrawn(reason: "sold", until: nil, since: Instant(seconds: 0))
        change(&first)
        return MonthLedger(
            month: Month(text: "2026-11")!, calendar: shanghai, policy: .zhangjiang, workingDays: .mondayToFriday,
            instruments: [first, second, third])
    }

    @Test func exemptIsNeverListedAndWithdrawnStays() {
        let tables = [ledger().instrumentsTable, ledger().usageTable]
        for table in tables {
            #expect(table.rows.map { $0[0] } == ["aaa/1", "siom/sem-01"])
            for row in table.rows { #expect(row.count == table.columns.count) }
        }
        #expect(tables[0].rows[0].suffix(3) == ["withdrawn", "", "sold"])
        #expect(tables[0].rows[1].suffix(3) == ["disclosed", "2026-11-20T00:00:00+08:00", ""])
        #expect(tables[0].rows[1].contains("imaging|Imaging|350.00/hour"))
        #expect(tables[0].rows[1].contains("mon-sun 00:00-24:00"))
    }

    @Test func services() {
        // A rise is public from its publication; here both were published before.
        let table = ledger {
            $0.tariffs["imaging"]![1] = Tariff(
                service: ServiceID(5), offer: $0.tariffs["imaging"]![1].offer, publishedAt: Instant(seconds: 0),
                effectiveFrom: at("2026-12-01T00:00"), withdrawnAt: nil)
        }.servicesTable(at: at("2026-11-30T00:00"))
        #expect(table.columns.count == 9)
        #expect(
            table.rows.last == [
                "siom/sem-01", "imaging", "c", "hour", "350.00", "1970-01-01T08:00:00+08:00", "400.00",
                "2026-12-01T00:00:00+08:00", "consumables, energy, staff",
            ])
    }

    @Test func usageRow() throws {
        func booking(_ time: Period, _ organisation: Int64, _ state: BookingState = .finished, party: Party = .outside)
            -> LedgerBooking
        {
            LedgerBooking(
                id: BookingID(1), channel: ChannelID(1), organisation: OrganisationID(organisation), state: state,
                party: party, purpose: .development, booked: time, price: Money(fen: 10_000),
                requestedAt: at("2026-11-01T00:00"),
                answer: .init(at: at("2026-11-01T00:00"), isAutomatic: true))
        }
        let table = ledger {
            var declined = booking(period("2026-11-20T10:00", "2026-11-20T12:00"), 4, .declined)
            declined.answer = .init(at: at("2026-11-01T01:30"), refusal: "full")
            $0.bookings = [
                declined,
                booking(period("2026-10-31T23:00", "2026-11-01T01:00"), 1),
                booking(period("2026-11-02T10:00", "2026-11-02T12:00"), 1),
                booking(period("2026-11-03T10:00", "2026-11-03T12:00"), 2),
                booking(period("2026-11-04T10:00", "2026-11-04T12:00"), 3, .noShow),
                booking(period("2026-11-05T10:00", "2026-11-05T12:00"), 10, party: .own),
            ]
        }.usageTable
        let row = try #require(table.rows.last)
        let cell = { (column: String) in row[table.columns.firstIndex(of: column)!] }
        #expect(cell("channels") == "2" && cell("capacity-min") == "86400")
        #expect(
            cell("run-external-min") == "300" && cell("run-internal-min") == "120" && cell("run-total-min") == "420")
        #expect(cell("sharing-rate") == "0.7143")
        #expect(cell("requests") == "5" && cell("refused-by-reason") == "full:1" && cell("no-show") == "1")
        // Two firms are too few to print.
        #expect(cell("external-users") == "<3")
        #expect(cell("billed-external") == "200.00")
        #expect(cell("reply-median-min") == "90" && cell("reply-p90-min") == "90")
        let classes = [
            "run-external-min", "run-external-excluded-min", "run-related-min", "run-internal-min", "maintenance-min",
            "down-min",
            "open-idle-min", "closed-min",
        ]
        #expect(classes.map { Int(cell($0))! }.reduce(0, +) == 86_400)
        #expect(table.rows[0][table.columns.firstIndex(of: "sharing-rate")!] == "")
    }

    @Test func usageColumnsAreThoseOfTheEdition() {
        #expect(
            ledger().usageTable.columns.joined(separator: ", ")
                == "instrument, channels, capacity-min, run-external-min, of-which-sme-min, run-external-excluded-min, "
                + "run-related-min, run-internal-min, maintenance-min, down-min, open-idle-min, closed-min, run-total-min, "
                + "sharing-rate, requests, accepted, refused, withdrawn, expired, refused-by-reason, reply-median-min, "
                + "reply-p90-min, unit-cancelled, no-show, external-users, sme-users, billed-external, refunds, voucher"
        )
    }
}
