import Booking
import Edition
import Registry

/// What the daemon says of itself in every edition, and what it signs with.
struct EditionPress: Sendable {
    let zone: ZoneIdentity
    let calendar: ZoneCalendar
    /// `yiqid 0.1.0`
    let program: String
    /// Nil: editions are sealed without a signature, and say so.
    let key: SigningKey?

    /// Makes an edition of a month as it was read: the zone's, and each park's and unit's cut from it.
    ///
    /// - Parameter old: the revision that it takes the place of, with its tables and the hash of each of its folders.
    /// - Returns: Nil where nothing differs from the old one.
    func make(
        _ read: MonthToSeal, old: Older?, at now: Instant
    ) throws -> EditionDraft? {
        let ledger = read.ledger
        var tables = ledger.tables
        var corrections: [Correction] = []
        if let old {
            let reasons = LateReasons(read.late)
            corrections = Revision.corrections(from: old.tables, to: tables, reason: reasons.reason)
            if corrections.isEmpty { return nil }
        }
        tables.append(Revision.table(corrections))
        let revision = old.map { $0.revision + 1 } ?? 0
        var head = EditionHead(
            zoneCode: zone.code, zoneName: zone.name, zoneNameEn: zone.nameEn, month: ledger.month, revision: revision,
            sealedAt: now, calendar: calendar, policyProfile: ledger.policy.profile,
            policyVersion: ledger.policy.version, program: program,
            previous: read.last.map { EditionLink(name: $0.name, sha256: $0.sha256) },
            replaces: old?.link(.zone), needs: LedgerNeeds.counted(ledger.needs))
        let whole = try EditionFiles.make(head, tables: tables, key: key)
        let sha256 = whole.sha256 ?? ""
        var files = Self.files(whole, .zone)
        let archive = whole.tarGzip(head)
        files.append(
            .init(
                scope: EditionPlace.archive, name: EditionPlace.archiveName(ledger.month, revision),
                sha256: SHA256Text.of(archive), bytes: archive))
        head.cutFrom = EditionLink(name: head.name, sha256: sha256)
        head.previous = nil
        head.needs = nil
        let scopes = ledger.parks.map { EditionScope.park($0.code) } + ledger.units.map { EditionScope.unit($0.code) }
        let parts = EditionParts(tables)
        for scope in scopes {
            head.scope = scope
            head.replaces = old?.link(scope)
            files += Self.files(try EditionFiles.make(head, tables: parts.tables(scope), key: key), scope)
        }
        return EditionDraft(
            month: ledger.month, revision: revision, previous: read.lastID, sealedAt: now, policy: ledger.policy,
            program: program, sha256: sha256, publicKey: key?.verifying.pem, corrections: corrections.count,
            detail: CSVText.write(ledger.detailTable), files: files, settled: read.late.map(\.id))
    }

    private static func files(_ files: EditionFiles, _ scope: EditionScope) -> [EditionDraft.File] {
        files.files.map {
            .init(scope: scope.text, name: $0.name, sha256: SHA256Text.of($0.bytes), bytes: $0.bytes)
        }
    }

    /// A revision that is there, as far as the next one needs it.
    struct Older: Sendable {
        let name: String
        let revision: Int
        /// All but its corrections.
        let tables: [Table]
        /// Of its `SHA256SUMS`, by scope.
        let sums: [String: String]

        func link(_ scope: EditionScope) -> EditionLink? {
            sums[scope.text].map { EditionLink(name: name, sha256: $0) }
        }
    }
}

/// Where the files of an edition are kept beside its folders.
enum EditionPlace {
    /// The scope of the whole folder in one file.
    static let archive = "archive"

    static func archiveName(_ month: Month, _ revision: Int) -> String { "\(month)-r\(revision).tar.gz" }
}

/// Why a cell of a later revision differs: what happened to the instrument, or to one of the unit's, since.
struct LateReasons {
    private var facts: [String: Set<String>] = [:]

    init(_ late: [LateFact]) {
        for fact in late {
            facts[fact.instrument.description, default: []].insert(fact.fact)
            facts[fact.instrument.unit, default: []].insert(fact.fact)
        }
    }

    /// The states that bookings came to, as `finished;no-show`; `closure` for one that was entered late. Ranks move
    /// with those of others.
    func reason(_ table: String, _ key: [String]) -> String {
        guard let place = key.first, let own = facts[place] else { return "other-rows" }
        return own.sorted().joined(separator: ";")
    }
}
