import Booking
import Postgres
import Testing

@testable import Registry

/// Needs in the database: posted, met, told of once, closed, and counted where nothing met them.
@Suite struct NeedTests {
    private func need(
        _ text: String = "sem", category: String? = nil, by: Instant? = nil, budget: Int64? = nil, hours: Int = 2
    ) -> Need {
        Need(
            words: [[text]], category: category, budget: budget.map { Money(fen: $0) }, length: .hours(hours), by: by)
    }

    private func post(_ zone: TestZone, _ need: Need, by firm: Requester) async throws -> NeedID {
        let result = await zone.register(
            AddNeed(text: need.words[0][0], need: need, organisation: firm.organisation), by: firm)
        guard case .registered(.need(let id)) = result else { throw Missing("no need: \(word(result))") }
        return id
    }

    private func told(_ result: DeskResult) -> [InstrumentID] {
        if case .registered(.matched(_, let found)) = result { found } else { [] }
    }

    @Test func fromThePostingToTheMatch() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a"), instrument("b")])
            let (a, b, firm) = (ground.instruments[0], ground.instruments[1], ground.firms[0])
            let text = a.register.record.name?.lowercased() ?? ""
            var wanted = need(text)
            let id = try await post(zone, wanted, by: firm)
            let candidates = try await zone.reader.candidates(for: wanted)
            #expect(Set(candidates.map(\.instrument)) == [a.register.id, b.register.id])
            // The first is taken for the day that is left.
            let day = december(1, 9, 17)
            _ = await zone.desk.perform(a.reserve(day, by: firm), by: firm)
            zone.clock.set(day.start - .hours(1))
            wanted.by = day.end
            let shortlist = wanted.shortlist(try await zone.reader.candidates(for: wanted))
            let starts = try await zone.reader.starts(shortlist, for: wanted, of: firm)
            #expect(wanted.inTime(shortlist, starts: starts).map(\.instrument) == [b.register.id])

            let first = await zone.register(RecordMatches(need: id, instruments: [b.register.id]), by: .daemon)
            #expect(told(first) == [b.register.id])
            #expect(
                told(await zone.register(RecordMatches(need: id, instruments: [b.register.id]), by: .daemon)).isEmpty)
            zone.clock.set(zone.clock.now() + .minutes(5))
            let later = [a.register.id, b.register.id]
            #expect(
                told(await zone.register(RecordMatches(need: id, instruments: later), by: .daemon)) == [a.register.id])
            let view = try #require(try await zone.reader.needs(.organisation(firm.organisation)).first)
            #expect(view.id == id && view.matches == 2 && view.fresh == 1 && view.state == "open")
            #expect(try await zone.count("FROM log WHERE act = 'match'") == 2)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    @Test func needsAreClosedAndExpire() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a")], firms: 2)
            let (firm, other) = (ground.firms[0], ground.firms[1])
            let now = zone.clock.now()
            let closed = try await post(zone, need(), by: firm)
            let dated = try await post(zone, need(by: now + .hours(2)), by: firm)
            #expect(word(await zone.register(CloseNeed(need: closed), by: other)) == "not-found")
            #expect(word(await zone.register(CloseNeed(need: closed), by: firm)) == "registered")
            #expect(word(await zone.register(CloseNeed(need: closed), by: firm)) == "invalid need")
            let late = need(by: now + .hours(2) - .minutes(1))
            let refused = AddNeed(text: "x", need: late, organisation: firm.organisation)
            #expect(word(await zone.register(refused, by: firm)) == "invalid by")
            zone.clock.set(now + .hours(2) - Span(seconds: 1))
            #expect(try await !zone.reader.hasExpiredNeeds())
            zone.clock.set(now + .hours(2))
            #expect(try await zone.reader.hasExpiredNeeds())
            #expect(word(await zone.register(ExpireNeeds(), by: .daemon)) == "registered")
            #expect(
                told(
                    await zone.register(
                        RecordMatches(need: dated, instruments: [ground.instruments[0].register.id]), by: .daemon)
                ).isEmpty)
            let all = try await zone.reader.needs(.organisation(firm.organisation), closedToo: true)
            #expect(all.map(\.state) == ["closed", "expired"])
            #expect(try await zone.reader.needs(.all).isEmpty)
            for _ in 0..<AddNeed.most { _ = try await post(zone, need(), by: other) }
            let more = AddNeed(text: "x", need: need(), organisation: other.organisation)
            #expect(word(await zone.register(more, by: other)) == "invalid text")
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// Of the month counts what was open in it and not met by its end.
    @Test func unmetNeedsOfAMonth() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a")])
            let (a, firm) = (ground.instruments[0].register.id, ground.firms[0])
            let month = Month(text: "2026-11")!
            let met = try await post(zone, need(category: "0301"), by: firm)
            _ = await zone.register(RecordMatches(need: met, instruments: [a]), by: .daemon)
            let later = try await post(zone, need(category: "0301"), by: firm)
            _ = try await post(zone, need(), by: firm)
            let gone = try await post(zone, need(category: "0401"), by: firm)
            _ = await zone.register(CloseNeed(need: gone), by: firm)
            zone.clock.set(at("2026-12-01T00:00"))
            // Met and posted exactly at the end: the next month's.
            _ = await zone.register(RecordMatches(need: later, instruments: [a]), by: .daemon)
            _ = try await post(zone, need(category: "0501"), by: firm)
            let counted = [
                LedgerNeeds(category: "", posted: 1, unmet: 1), LedgerNeeds(category: "0301", posted: 2, unmet: 1),
                LedgerNeeds(category: "0401", posted: 1, unmet: 1),
            ]
            #expect(LedgerNeeds.counted(try await zone.reader.ledger(of: month).needs) == counted)
            // Whatever becomes of them later, the month keeps its counts, for a later revision too.
            zone.clock.set(at("2026-12-20T00:00"))
            for need in try await zone.reader.needs(.all) {
                _ = await zone.register(RecordMatches(need: need.id, instruments: [a]), by: .daemon)
                _ = await zone.register(CloseNeed(need: need.id), by: firm)
            }
            #expect(LedgerNeeds.counted(try await zone.reader.ledger(of: month).needs) == counted)
        }
    }
}
