import Booking
import Postgres
import Testing

@testable import Registry

@Suite struct AuditTests {
    private static func chain(_ count: Int) -> (rows: [LogRow], end: LogChain) {
        var chain = LogChain(sequence: 0, hash: Array(repeating: 0, count: 32))
        let rows = (1...count).map { number -> LogRow in
            let entry = LogEntry(account: "a/b", act: "act", subject: "b\(number)", before: nil, after: "{}")
            let hash = chain.append(entry, at: Instant(seconds: Int64(number)), policyVersion: 1)
            return LogRow(
                sequence: Int64(number), at: Instant(seconds: Int64(number)), account: "a/b", act: "act",
                subject: "b\(number)", before: nil, after: "{}", policyVersion: 1, hash: hash)
        }
        return (rows, chain)
    }

    private static func walk(_ rows: [LogRow], to end: LogChain) -> LogVerdict {
        var walker = ChainWalker(to: end)
        for row in rows where !walker.isDone { walker.take(row) }
        walker.end()
        return walker.verdict
    }

    /// Whatever is done to a row, the first row that is wrong is named.
    @Test func theFirstWrongRowIsNamed() {
        let (rows, end) = Self.chain(9)
        #expect(Self.walk(rows, to: end) == LogVerdict(rows: 9, last: 9, broken: nil))
        #expect(Self.walk([], to: LogChain(sequence: 0, hash: Array(repeating: 0, count: 32))).broken == nil)
        for index in rows.indices {
            let row = rows[index]
            func changed(
                at: Instant? = nil, account: String = "a/b", act: String = "act", subject: String? = nil,
                after: String = "{}", policy: Int = 1, hash: [UInt8]? = nil
            ) -> LogRow {
                LogRow(
                    sequence: row.sequence, at: at ?? row.at, account: account, act: act,
                    subject: subject ?? row.subject,
                    before: nil, after: after, policyVersion: policy, hash: hash ?? row.hash)
            }
            let number = Int64(index + 1)
            for other in [
                changed(at: row.at + .minutes(1)), changed(account: "c/d"), changed(act: "other"),
                changed(subject: "b77"), changed(after: "{} "), changed(policy: 2),
                changed(hash: Array(repeating: 1, count: 32)),
            ] {
                var tampered = rows
                tampered[index] = other
                #expect(Self.walk(tampered, to: end).broken == number)
            }
            var shorter = rows
            shorter.remove(at: index)
            #expect(Self.walk(shorter, to: end).broken == number)
            #expect(Self.walk(Array(rows[..<index]), to: end).broken == number)
        }
        // The end itself was rewritten.
        #expect(Self.walk(rows, to: LogChain(sequence: 9, hash: Array(repeating: 1, count: 32))).broken == 9)
    }

    @Test func aRealLogIsWalkedAndListed() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a")])
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            for day in 1...20 { _ = await zone.desk.perform(a.reserve(december(day, 9, 10), by: firm), by: firm) }
            let verdict = try await zone.reader.verifyLog()
            #expect(verdict.broken == nil)
            #expect(Int(verdict.rows) == (try await zone.count("FROM log")))
            var search = LogSearch()
            search.subject = "siom/a"
            #expect(try await zone.reader.log(search, limit: 10).map(\.act) == ["publish-new"])
            search = LogSearch()
            search.after = verdict.last - 3
            #expect(
                try await zone.reader.log(search, limit: 2).map(\.sequence) == [verdict.last - 2, verdict.last - 1])
            search = LogSearch()
            search.from = zone.clock.now() + .minutes(1)
            #expect(try await zone.reader.log(search, limit: 2).isEmpty)
            let wrong = verdict.last - 7
            _ = try await zone.side.query(
                Statement("UPDATE log SET account = 'firm0/other' WHERE seq = $1::int8", .int8(wrong)))
            #expect(try await zone.reader.verifyLog().broken == wrong)
            #expect(try await zone.reader.verifyLog().last == wrong - 1)
        }
    }
}
