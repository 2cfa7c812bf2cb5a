import Booking
import Testing

/// Rule D8: great changes of price are held until they are confirmed.
struct PriceRuleTests {
    private let now = at("2026-11-23T09:00")

    private func offer(_ code: String, _ fen: Int64, _ unit: UnitOfCharge = .hour) -> ServiceOffer {
        ServiceOffer(code: code, content: "c", unitOfCharge: unit, price: Money(fen: fen))
    }

    private func tariff(_ code: String, _ fen: Int64, from: Instant? = nil, withdrawn: Instant? = nil) -> Tariff {
        Tariff(
            service: ServiceID(1), offer: offer(code, fen), publishedAt: Instant(seconds: 0),
            effectiveFrom: from ?? Instant(seconds: 0), withdrawnAt: withdrawn)
    }

    /// What is held when a list of old prices is replaced by one of new prices.
    private func held(
        _ old: [Int64], _ new: [Int64], confirmed: [String: Money] = [:], _ policy: Policy = .zhangjiang
    ) -> [RecordFault] {
        var tariffs: [String: [Tariff]] = [:]
        for (index, fen) in old.enumerated() { tariffs["s\(index)"] = [tariff("s\(index)", fen)] }
        var record = World.completeRecord
        record.services = new.enumerated().map { offer("s\($0)", $1) }
        let moves = priceMoves(tariffs, publishing: record.services, at: now)
        var tally = PriceTally()
        tally.add(moves, policy: policy)
        return judge(
            record, state: .disclosed(since: now),
            revision: RecordRevision(before: World.completeRecord, moves: moves, tally: tally, confirmed: confirmed),
            calendar: shanghai, policy: policy, workingDays: .mondayToFriday, at: now
        ).faults
    }

    @Test(
        arguments: [
            (10_000, 15_000, false), (10_000, 15_001, true), (10_000, 14_999, false), (10_000, 5_000, false),
            (10_000, 4_999, true), (10_000, 5_001, false), (10_000, 10_000, false), (10_000, 100, true), (0, 0, false),
            (0, 1, true), (1, 0, true), (3, 4, false), (3, 5, true),
        ] as [(Int64, Int64, Bool)])
    func onePrice(_ old: Int64, _ new: Int64, _ isHeld: Bool) {
        let faults = held([old], [new])
        #expect(faults.map(\.rule) == (isHeld ? ["D8"] : []))
        guard let fault = faults.first else { return }
        #expect(fault.service == "s0" && fault.old == Money(fen: old).description)
        #expect(fault.new == Money(fen: new).description && fault.column == "services")
        #expect(fault.message.en.contains("%confirm-price sem-01/s0 \(Money(fen: new))"))
        // Confirmed to the fen, or not at all.
        #expect(held([old], [new], confirmed: ["s0": Money(fen: new)]).isEmpty)
        #expect(held([old], [new], confirmed: ["s0": Money(fen: new + 1)]).count == 1)
        #expect(held([old], [new], confirmed: ["s1": Money(fen: new)]).count == 1)
        #expect(held([old], [new], policy(["D8": ["mode": "off"]])).isEmpty)
    }

    @Test func mostPricesTheSameWay() {
        let old: [Int64] = [1_000, 1_000, 1_000, 1_000]
        let table: [([Int64], [String])] = [
            // Three of four by more than a fifth: those three are held.
            ([1_201, 1_201, 1_201, 1_000], ["s0", "s1", "s2"]),
            // Exactly a fifth is not more.
            ([1_200, 1_200, 1_200, 1_200], []), ([1_201, 1_201, 1_200, 1_200], []),
            // Half is not most.
            ([1_300, 1_300, 1_000, 1_000], []),
            // Not the same way.
            ([1_300, 1_300, 700, 700], []), ([1_300, 700, 700, 700], ["s1", "s2", "s3"]),
            ([799, 799, 799, 1_600], ["s0", "s1", "s2", "s3"]), ([800, 800, 800, 800], []),
        ]
        for (new, expected) in table { #expect(held(old, new).compactMap(\.service) == expected, "\(new)") }
        // A single price is judged by its own limit; so is each where only new services come beside it.
        #expect(held([1_000], [1_300]).isEmpty)
        #expect(held([1_000], [1_300, 5, 5, 5]).isEmpty)
        #expect(held([1_000, 1_000], [1_300, 1_300]).count == 2)
        // Line by line: confirming one lets the others wait.
        let left = held(old, [1_300, 1_300, 1_300, 1_300], confirmed: ["s1": Money(fen: 1_300)])
        #expect(left.compactMap(\.service) == ["s0", "s2", "s3"])
        #expect(held(old, [1_300, 1_300, 1_300, 1_300], policy(["D8": ["most": "30%"]])).isEmpty)
        #expect(held(old, [1_600, 1_000, 1_000, 1_000], policy(["D8": ["one": "60%"]])).isEmpty)
    }

    // MARK: Publications that count as one

    private func published(_ fen: Int64, _ at: Instant, confirmed: Bool = false) -> Tariff {
        Tariff(
            service: ServiceID(1), offer: offer("s", fen), publishedAt: at, effectiveFrom: at, withdrawnAt: nil,
            isConfirmed: confirmed)
    }

    /// A price that went from 1.00 to 1.40 some time ago goes on to 1.90.
    @Test(
        arguments: [
            (2_591_999, false, "1.00"), (2_592_000, false, "1.40"), (2_592_001, false, "1.40"),
            (86_400, false, "1.00"), (86_400, true, "1.40"),
        ] as [(Int64, Bool, String)])
    func theWindow(_ ago: Int64, _ confirmed: Bool, _ old: String) throws {
        let history = [
            published(100, Instant(seconds: 0)), published(140, now - Span(seconds: ago), confirmed: confirmed),
        ]
        let since = try #require(D8.windowStart(.zhangjiang, at: now))
        let moves = priceMoves(["s": history], publishing: [offer("s", 190)], since: since, at: now)
        #expect(moves.map { "\($0.old)" } == [old] && !moves[0].stays)
        #expect(moves[0].exceeds(percent: 50) == (old == "1.00"))
        // Alone each step is small, and back to where it was is no move.
        #expect(priceMoves(["s": history], publishing: [offer("s", 190)], at: now).map { "\($0.old)" } == ["1.40"])
        #expect(D8.windowStart(policy(["D8": ["window": "0d"]]), at: now) == nil)
        #expect(D8.windowStart(policy(["D8": ["window": "31d"]]), at: now) == since - .days(1))
        let same = priceMoves(["s": history], publishing: [offer("s", 140)], since: since, at: now)
        #expect(same.map(\.stays) == [true] && same.map { "\($0.old)" } == [old])
    }

    /// A list that is published in parts is held like the whole.
    @Test func aListInParts() {
        func held(_ moved: [Int64], after recent: [Int64], stays: Bool = false) -> Int {
            func moves(_ prices: [Int64], _ prefix: String) -> [PriceMove] {
                prices.enumerated().map {
                    PriceMove(service: "\(prefix)\($0)", old: Money(fen: 1_000), new: Money(fen: $1), stays: stays)
                }
            }
            var tally = PriceTally()
            tally.add(moves(moved, "s"), policy: .zhangjiang)
            tally.addRecent(moves(recent, "r"), policy: .zhangjiang)
            var record = World.completeRecord
            record.services = moved.enumerated().map { offer("s\($0)", $1) }
            return judge(
                record, state: .disclosed(since: now),
                revision: RecordRevision(before: World.completeRecord, moves: moves(moved, "s"), tally: tally),
                calendar: shanghai, policy: .zhangjiang, workingDays: .mondayToFriday, at: now
            ).faults.count
        }
        #expect(held([1_300], after: []) == 0, "one alone is judged by its own limit")
        #expect(held([1_300], after: [1_300]) == 1 && held([1_300], after: [1_201, 1_000]) == 1)
        #expect(held([1_300], after: [1_200]) == 0, "exactly a fifth is not more")
        #expect(held([1_300], after: [1_300, 1_000, 1_000]) == 0, "half is not most")
        #expect(held([1_300], after: [700]) == 0, "not the same way")
        // The list's own prices are most of it, whatever else was published.
        #expect(held([1_300, 1_300], after: [1_000, 1_000, 1_000, 1_000]) == 2)
        #expect(held([1_300], after: [1_300], stays: true) == 0, "what is in force already is not held again")
    }

    @Test func whatAPriceIsComparedWith() {
        func move(_ history: [Tariff], _ new: ServiceOffer) -> String? {
            priceMoves(["s": history], publishing: [new], at: now).first.map { "\($0.old)" }
        }
        let later = now + .days(5)
        #expect(move([], offer("s", 5)) == nil)
        #expect(move([tariff("s", 100)], offer("s", 120, .sample)) == nil)
        #expect(move([tariff("s", 100)], offer("s", 120)) == "1.00")
        // A rise in two steps goes as far as it goes.
        #expect(move([tariff("s", 100), tariff("s", 140, from: later)], offer("s", 190)) == "1.00")
        // Back from a coming rise to the price in force: that is how far the list moves.
        #expect(move([tariff("s", 100), tariff("s", 140, from: later)], offer("s", 100)) == "1.40")
        #expect(move([tariff("s", 100), tariff("s", 140, from: later)], offer("s", 140)) == "1.40")
        // Taken back before its first day.
        #expect(move([tariff("s", 100), tariff("s", 900, from: later, withdrawn: now)], offer("s", 120)) == "1.00")
        // Dropped and offered again.
        #expect(move([tariff("s", 100, withdrawn: now)], offer("s", 120)) == "1.00")
    }

    @Test(
        arguments: [
            (10_000, 14_290, "+42.9%"), (10_000, 100, "-99%"), (10_000, 10_000, "0%"), (3, 4, "+33.3%"), (0, 5, "+∞"),
            (10_000, 75, "-99.3%"),
        ] as [(Int64, Int64, String)])
    func percent(_ old: Int64, _ new: Int64, _ text: String) {
        let move = PriceMove(service: "s", old: Money(fen: old), new: Money(fen: new))
        #expect(move.percent == text)
    }

    /// Against plain arithmetic in wider numbers.
    @Test func limitsAreExact() {
        var random = Seeded(state: 8)
        var wrong = 0
        for _ in 0..<20_000 {
            let (old, new) = (Int64.random(in: 0...400, using: &random), Int64.random(in: 0...400, using: &random))
            let percent = Int.random(in: 1...200, using: &random)
            let move = PriceMove(service: "s", old: Money(fen: old), new: Money(fen: new))
            if move.exceeds(percent: percent) != (abs(new - old) * 100 > Int64(percent) * old) { wrong += 1 }
        }
        #expect(wrong == 0)
        let huge = PriceMove(service: "s", old: Money(fen: 1 << 50), new: Money(fen: (1 << 50) + (1 << 49)))
        #expect(!huge.exceeds(percent: 50) && huge.exceeds(percent: 49) && huge.percent == "+50%")
    }
}
