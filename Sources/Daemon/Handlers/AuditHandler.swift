import Booking
import Registry
import Wire

// AUDIT: the log, and whether anybody has touched it.
extension CommandRouter {
    /// Longer snapshots are left out of a listing: a reply's line has a limit.
    private static let longestSnapshots = 24_000

    func audit(_ call: Call) async throws -> Reply {
        var search = LogSearch()
        search.from = try call.request.instant("from", in: calendar)
        search.to = try call.request.instant("to", in: calendar)
        search.subject = call.request["subject"]
        search.after = call.request["after"].flatMap { Int64($0) } ?? 0
        let isSearch = search.from != nil || search.to != nil || search.subject != nil || call.request["after"] != nil
        var reply = Reply()
        // Verifying alone lists nothing.
        let verifies = call.request.says("verify")
        let limit = call.request.limit(100)
        let rows = verifies && !isSearch ? [] : try await reader.log(search, limit: limit + 1)
        for row in rows.prefix(limit) { entry(row, &reply) }
        let verdict = verifies ? try await reader.verifyLog() : nil
        reply.ok {
            $0.add("count", min(rows.count, limit))
            if rows.count > limit { $0.add("after", rows[limit - 1].sequence) }
            if let verdict {
                $0.add("verified", verdict.broken == nil)
                $0.add("last", verdict.last)
                if let broken = verdict.broken { $0.add("broken", broken) }
            }
        }
        return reply
    }

    private func entry(_ row: LogRow, _ reply: inout Reply) {
        reply.record("entry") {
            $0.add("seq", row.sequence)
            $0.add("at", row.at, in: calendar)
            $0.add("account", row.account)
            $0.add("act", row.act)
            $0.add("subject", row.subject)
            if (row.before?.utf8.count ?? 0) + (row.after?.utf8.count ?? 0) <= Self.longestSnapshots {
                $0.add("before", row.before)
                $0.add("after", row.after)
            } else {
                $0.add("left-out", true)
            }
            $0.add("policy-version", row.policyVersion)
            $0.add("hash", Self.hex(row.hash))
        }
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
