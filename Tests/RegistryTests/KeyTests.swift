import Booking
import Postgres
import Testing

@testable import Registry

@Suite struct KeyTests {
    private func key(_ name: String, _ request: String) -> RequestKey { RequestKey(key: name, request: request) }

    @Test func aRepeatGetsTheFirstAnswer() async throws {
        try await TestZone.with { zone in
            let ground = try await zone.furnish([instrument("a")], firms: 2)
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            let act = a.reserve(december(1, 9, 10), by: firm)
            let asked = Asked(act, by: firm, key: key("k1", "RESERVE 1"))
            // The second is in the first one's batch, the third in a later one.
            #expect(await zone.batch([asked, asked]).map(word) == ["booked", "replayed kept booked"])
            #expect(await zone.batch([asked]).map(word) == ["replayed kept booked"])
            #expect(await zone.batch([Asked(act, by: firm, key: key("k1", "RESERVE 2"))]).map(word) == ["key-reused"])
            // Another account's key of the same name is another key; what was refused is not kept.
            let other = ground.firms[1]
            let refused = Asked(a.reserve(december(1, 9, 10), by: other), by: other, key: key("k1", "RESERVE 1"))
            #expect(await zone.batch([refused, refused]).map(word) == ["conflict", "conflict"])
            #expect(try await zone.count("FROM booking") == 1)
            #expect(try await zone.count("FROM request_key") == 1)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// The same keys at two daemons at the same time, in opposite orders: each act happens once.
    @Test func theSameKeysAtTwoDesksAtOnce() async throws {
        try await TestZone.with(roomy, stands: 2) { zone in
            let ground = try await zone.furnish([instrument("a")], firms: 1)
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            for round in 0..<6 {
                let acts = (0..<8).map { index in
                    Asked(
                        a.reserve(december(round + 1, index + 8, index + 9), by: firm), by: firm,
                        key: key("\(round)-\(index)", "RESERVE \(index)"))
                }
                async let one = zone.batch(acts, on: 0)
                async let two = zone.batch(acts.reversed(), on: 1)
                let results = await (one, Array(two.reversed()))
                for (first, second) in zip(results.0, results.1) {
                    #expect([word(first), word(second)].sorted() == ["booked", "replayed kept booked"])
                }
            }
            #expect(try await zone.count("FROM booking") == 48)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// A lab's key is not guarded by the firms' locks under which its cancellations run: the race is the database's to
    /// decide, and the loser is answered all the same.
    @Test func oneAccountsKeyUnderDifferentLocks() async throws {
        try await TestZone.with(roomy, stands: 2) { zone in
            let ground = try await zone.furnish([instrument("a"), instrument("b")], firms: 2)
            for round in 1...10 {
                let made = await zone.batch(
                    (0..<2).map {
                        Asked(
                            ground.instruments[$0].reserve(december(round, 9, 10), by: ground.firms[$0]),
                            by: ground.firms[$0])
                    })
                let cancels = (0..<2).map { index in
                    Asked(
                        ground.instruments[index].cancel(booking(made[index])!, reason: "unsafe"), by: ground.unit,
                        key: key("r\(round)", "CANCEL \(index)"))
                }
                async let one = zone.stands[0].desk.performAll([cancels[0]])
                async let two = zone.stands[1].desk.performAll([cancels[1]])
                let results = await (one + two).map(word).sorted()
                #expect(results == ["booked", "key-reused"])
            }
            #expect(try await zone.count("FROM booking WHERE live") == 10)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    @Test func registerActsKeepTheirKeysToo() async throws {
        try await TestZone.with(stands: 2) { zone in
            await zone.add(.firm, "acme")
            let act = AddAccount(name: "acme/lin")
            let kept = Asked(.register(act), by: zone.office, key: key("k", "ADD account acme/lin"))
            async let one = zone.stands[0].desk.performAll([kept])
            async let two = zone.stands[1].desk.performAll([kept])
            #expect(await (one + two).map(word).sorted() == ["registered", "replayed kept registered"])
            let other = Asked(.register(act), by: zone.office, key: key("k", "ADD account acme/wang"))
            #expect(await zone.desk.performAll([other]).map(word) == ["key-reused"])
            // A secret is shown once: what is kept is what the caller rendered for keeping.
            let issue = DeskAct.register(IssueToken(account: "acme/lin", days: 1))
            let token = key("t", "TOKEN acme/lin")
            let first = await zone.desk.perform(issue, by: zone.office, key: token) { _ in "id=t7" }
            guard case .registered(.token(let secret, let id, _)) = first else { throw Missing() }
            let second = await zone.desk.perform(issue, by: zone.office, key: token) { _ in "again" }
            #expect(word(second) == "replayed id=t7")
            #expect(try await zone.count("FROM token WHERE id >= $1", .int8(id)) == 1)
            for place in ["log WHERE after::text LIKE", "request_key WHERE outcome LIKE"] {
                #expect(try await zone.count("FROM \(place) $1", .text("%\(secret)%")) == 0)
            }
        }
    }
}
