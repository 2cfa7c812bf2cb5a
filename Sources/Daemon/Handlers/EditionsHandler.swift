import Booking
import Edition
import Registry
import Wire

// EDITIONS: what was sealed, for anybody.
extension CommandRouter {
    func editionList(_ call: Call) async throws -> Reply {
        let month = call.subject.isEmpty ? nil : Month(text: call.subject)
        let scope = call.request["scope"] ?? EditionScope.zone.text
        let limit = call.request.limit(120)
        let after = call.request["after"].flatMap { Int64($0) } ?? 0
        let editions = try await reader.editions(of: month, after: after, limit: limit + 1)
        var reply = Reply()
        var keys: [String] = []
        for edition in editions.prefix(limit) {
            line(edition, &reply)
            if let key = edition.publicKey, !keys.contains(key) { keys.append(key) }
            guard month != nil else { continue }
            // The whole folder in one file is the zone's only.
            for place in scope == EditionScope.zone.text ? [scope, EditionPlace.archive] : [scope] {
                for file in try await reader.files(of: edition, scope: place) {
                    reply.record("file", file.name) {
                        $0.add("edition", edition.name)
                        $0.add("bytes", file.size)
                        $0.add("sha256", file.sha256)
                    }
                }
            }
        }
        if let key = sealer.press.key?.verifying.pem, !keys.contains(key) { keys.append(key) }
        for pem in keys {
            guard let key = VerifyingKey(pem: pem) else { continue }
            reply.record("key", "sha256:\(key.fingerprint)") { $0.add("pem", quoted: pem) }
        }
        reply.ok {
            $0.add("count", min(editions.count, limit))
            if editions.count > limit { $0.add("after", editions[limit - 1].id) }
        }
        return reply
    }

    private func line(_ edition: SealedEdition, _ reply: inout Reply) {
        reply.record("edition", edition.name) {
            $0.add("sealed", edition.sealedAt, in: calendar)
            $0.add("policy", edition.policyProfile)
            $0.add("policy-version", edition.policyVersion)
            $0.add("program", edition.program)
            $0.add("sha256", edition.sha256)
            $0.add("previous", edition.previous?.name)
            $0.add("corrections", edition.corrections)
            $0.add("signed", edition.publicKey != nil)
            $0.add("late", edition.isLate)
        }
    }
}
