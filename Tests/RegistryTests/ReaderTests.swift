import Booking
import Postgres
import Testing

@testable import Registry

@Suite struct ReaderTests {
    @Test func find() async throws {
        try await TestZone.with(["D8": ["mode": "off"]]) { zone in
            await zone.add(.park, "p1")
            await zone.add(.park, "p2")
            let siom = try await zone.person(.unit, "siom", park: "p1")
            let imr = try await zone.person(.unit, "imr", park: "p2")
            _ = try await zone.publish(
                [
                    instrument("sem-01"),
                    instrument("afm-01") {
                        $0.name = "原子力显微镜"
                        $0.nameEn = "AFM Dimension"
                        $0.classCode = "0305"
                        $0.access = [.sample]
                        $0.services = [service("scan", fen: 9_000, .sample), service("hour", fen: 50_000)]
                    },
                    instrument("old-01") { $0.status = .retired },
                ], by: siom)
            _ = try await zone.publish([instrument("sem-02") { $0.services = [service(fen: 8_000)] }], by: imr)
            func find(_ change: (inout InstrumentSearch) -> Void) async throws -> [String] {
                var search = InstrumentSearch()
                change(&search)
                return try await zone.reader.find(search, limit: 10).map(\.entry.register.path.description)
            }
            let all = ["imr/sem-02", "siom/afm-01", "siom/sem-01"]
            #expect(try await find { _ in } == all)
            #expect(try await find { $0.words = [["显微镜", "电镜"]] } == all)
            #expect(try await find { $0.words = [["afm"], ["dimension"]] } == ["siom/afm-01"])
            #expect(try await find { $0.words = [["电镜"], ["afm"]] } == [])
            #expect(try await find { $0.park = "p2" } == ["imr/sem-02"])
            #expect(try await find { $0.unit = "siom" } == ["siom/afm-01", "siom/sem-01"])
            #expect(try await find { $0.category = "030" } == all)
            #expect(try await find { $0.category = "0305" } == ["siom/afm-01"])
            #expect(try await find { $0.access = .sample } == ["siom/afm-01"])
            #expect(try await find { $0.maxPrice = Money(fen: 9_000) } == ["imr/sem-02", "siom/afm-01"])
            #expect(try await find { $0.maxPrice = Money(fen: 8_999) } == ["imr/sem-02"])
            #expect(try await find { $0.after = InstrumentPath("imr/sem-02") } == ["siom/afm-01", "siom/sem-01"])
            var search = InstrumentSearch()
            var pages: [String] = []
            while let view = try await zone.reader.find(search, limit: 1).first {
                #expect(view.park == (view.entry.register.path.unit == "imr" ? "p2" : "p1"))
                pages.append(view.entry.register.path.description)
                search.after = view.entry.register.path
            }
            #expect(pages == all)
            // A rise that is announced is not the price of today.
            _ = try await zone.publish([instrument("sem-02") { $0.services = [service(fen: 80_000)] }], by: imr)
            #expect(try await find { $0.maxPrice = Money(fen: 8_000) } == ["imr/sem-02"])
            zone.clock.set(at("2026-12-02T09:00"))
            #expect(try await find { $0.maxPrice = Money(fen: 8_000) } == [])

            let parks = try await zone.reader.parks()
            #expect(parks.map(\.code) == ["p1", "p2"] && parks.map(\.units) == [1, 1])
            #expect(try await zone.reader.units(park: "p1").map(\.code) == ["siom"])
            #expect(try await zone.reader.units(park: nil).map(\.code) == ["imr", "siom"])
            #expect(try await zone.reader.categories().map(\.code) == ["0301", "0305"])
            #expect(try await zone.reader.zone()?.timezone == "Asia/Shanghai")
            let figures = try await zone.reader.figures()
            #expect(figures.units == 2 && figures.instruments == 4)
            #expect(try await zone.count("FROM log") == Int(figures.logSequence))
        }
    }

    @Test func pagesOfBookings() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a") { $0.channels = 3 }], firms: 3)
            let a = ground.instruments[0]
            // Three at each start, so that the number has to decide.
            let results = await zone.desk.performAll(
                (0..<30).map { index in
                    let firm = ground.firms[index % 3]
                    return Asked(a.reserve(december(1 + index / 3, 9, 10), by: firm), by: firm)
                })
            let made = results.compactMap(booking).sorted { ($0.period.start, $0.id) < ($1.period.start, $1.id) }
            var search = BookingSearch()
            search.unit = ground.unit.organisation
            var seen: [BookingFacts] = []
            while true {
                let page = try await zone.reader.bookings(search, limit: 7)
                if page.isEmpty { break }
                seen += page.map(\.booking)
                search.after = page.last?.booking.id
                // What comes and goes meanwhile moves no line to another page.
                if seen.count == 14 {
                    let gone = await zone.desk.perform(a.cancel(made[3], reason: "unsafe"), by: ground.unit)
                    #expect(word(gone) == "booked")
                    _ = await zone.desk.perform(
                        a.reserve(december(1, 15, 16), by: ground.firms[0]), by: ground.firms[0])
                }
            }
            #expect(seen.map(\.id) == made.map(\.id))
            search = BookingSearch()
            search.organisation = ground.firms[1].organisation
            search.from = december(3, 10, 11).start
            search.to = december(5, 9, 10).start
            #expect(try await zone.reader.bookings(search, limit: 99).map(\.booking.period) == [december(4, 9, 10)])
            search.state = .cancelled
            #expect(try await zone.reader.bookings(search, limit: 99).isEmpty)
            #expect(try await zone.reader.booking(BookingID(1)) == nil)
        }
    }

    /// The month as the ledger has it: what was booked, split at its ends; what was given back; what was closed.
    @Test func theLedgerOfAMonth() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a"), instrument("b")], firms: 2)
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            func reserve(_ period: Period, by who: Requester, project: String? = nil) async throws -> BookingFacts {
                try #require(
                    booking(await zone.desk.perform(a.reserve(period, by: who, project: project), by: who)))
            }
            let one = try await reserve(december(1, 9, 12), by: firm)
            _ = try await reserve(period("2026-11-30T22:00", "2026-12-01T02:00"), by: ground.firms[1])
            _ = try await reserve(december(2, 9, 10), by: ground.unit, project: "x")
            let given = try await reserve(december(3, 9, 10), by: firm)
            let taken = try await reserve(december(4, 9, 10), by: firm)
            _ = await zone.desk.perform(a.cancel(given), by: firm)
            _ = await zone.desk.perform(a.cancel(taken, reason: "unsafe"), by: ground.unit)
            await zone.register(
                CloseInstrument(
                    instrument: a.register.id, unit: ground.unit.organisation, period: december(9, 0, 24),
                    reason: .fault, note: nil), by: ground.unit)
            let november = try await zone.reader.ledger(of: Month(text: "2026-11")!)
            let december = try await zone.reader.ledger(of: Month(text: "2026-12")!)
            #expect(december.instruments.map(\.path.description) == ["siom/a", "siom/b"])
            let entry = december.instruments[0]
            #expect(entry.park == "p1" && entry.channels == a.channels && entry.closures.map(\.reason) == ["fault"])
            // Every booking was counted, and none is kept: three hours of one firm and two of the other's four, the rest
            // of which are November's.
            #expect([november, december].allSatisfy { $0.instruments.allSatisfy(\.bookings.isEmpty) })
            let used = entry.figures(of: december.month)
            #expect(used.minutes.external == 300 && used.minutes.own == 60 && used.users.count == 2)
            #expect(used.billed == one.price && november.instruments[0].figures(of: november.month).minutes.run == 120)
            // Requests are counted when they are made: all five were made in November, one of them by the unit itself.
            let asked = november.instruments[0].figures(of: november.month)
            #expect(asked.requests == 4 && asked.accepted == 4 && asked.withdrawn == 1 && asked.unitCancelled == 1)
            #expect(entry.figures(of: december.month).requests == 0)
            #expect(try await zone.reader.ledger(of: Month(text: "2026-10")!).instruments.isEmpty)
        }
    }
}
