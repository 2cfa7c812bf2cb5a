package import Booking
import Postgres

/// The first half of sealing: from here on, what happens to the month is noted as late.
///
/// Whoever writes a booking holds the end of the log when it commits, as this act does: so everything is either noted or
/// in what is read after this act.
package struct WatchMonth: RegisterAct {
    let month: Month

    package init(month: Month) { self.month = month }

    package var locks: RegisterLocks { .editions }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard context.requester.kind == .zone else { return .refused(EditionRefusal.zoneOnly) }
        let period = context.calendar.period(of: month)
        guard period.end <= context.now else { return .refused(EditionRefusal.notOver(month)) }
        _ = try await context.connection.query(
            Statement(
                SQL.editionWatch, .text(month.description), .timestamptz(period.start.timestamp),
                .timestamptz(period.end.timestamp), .timestamptz(context.now.timestamp)))
        return .done(.changed(standing: []), log: [])
    }
}

/// `SEAL month` and `EDITION month`: keeps what was made of a month, whole, in one transaction.
package struct KeepEdition: RegisterAct {
    package enum Content: Sendable {
        case edition(EditionDraft)
        /// The month says what its last edition says: nothing is kept but that these facts changed nothing.
        case same(month: Month, revision: Int, settled: [Int64])
        /// Nothing could be made; asked all the same, for an earlier answer to the same key.
        case none(Refusal)
    }

    let content: Content

    package init(_ content: Content) { self.content = content }

    package var locks: RegisterLocks { .editions }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard context.requester.kind == .zone else { return .refused(EditionRefusal.zoneOnly) }
        switch content {
        case .none(let refusal): return .refused(refusal)
        case .same(let month, let revision, let settled):
            _ = try await context.connection.query(Statement(SQL.editionSettle, .int8s(settled)))
            return .done(.sealed(.init(month: month, revision: revision, corrections: 0, isNew: false)), log: [])
        case .edition(let edition): return try await keep(edition, context)
        }
    }

    private func keep(_ edition: EditionDraft, _ context: RegisterContext) async throws -> RegisterDecision {
        let last = try await context.connection.query(Statement(SQL.editionLast)).first
        guard try last?.decode(0, as: Int64.self) == edition.previous else {
            return .refused(EditionRefusal.overtaken)
        }
        let id = try await context.connection.query(
            Statement(
                SQL.insertEdition, .text(edition.month.description), .int4(Int32(edition.revision)),
                .int8(edition.previous), .timestamptz(edition.sealedAt.timestamp), .text(context.requester.name),
                .text(edition.policy.profile), .int4(Int32(edition.policy.version)), .text(edition.program),
                .text(edition.sha256), .text(edition.publicKey), .int4(Int32(edition.corrections)),
                .bytea(edition.detail))
        ).only.decode(0, as: Int64.self)
        for files in edition.files.batches() {
            _ = try await context.connection.query(
                Statement(
                    SQL.insertEditionFiles, .int8(id), .texts(files.map(\.scope)), .texts(files.map(\.name)),
                    .texts(files.map(\.sha256)), .byteas(files.map(\.bytes))))
        }
        _ = try await context.connection.query(Statement(SQL.editionSettle, .int8s(edition.settled)))
        var json = JSONText()
        json.field("revision", edition.revision)
        json.field("sha256", edition.sha256)
        json.field("policy", edition.policy.version)
        json.field("program", edition.program)
        json.field("corrections", edition.corrections)
        json.field("signed", edition.publicKey != nil)
        let sealed = SealOutcome(
            month: edition.month, revision: edition.revision, corrections: edition.corrections, isNew: true)
        return .done(
            .sealed(sealed),
            log: [
                RegisterLogEntry(
                    act: edition.revision == 0 ? "seal" : "edition", subject: "\(edition.month)/r\(edition.revision)",
                    after: json.finish())
            ])
    }
}

/// What came of sealing.
package struct SealOutcome: Hashable, Sendable {
    package let month: Month
    package let revision: Int
    /// Cells that differ from the revision before.
    package let corrections: Int
    /// False where the month says what its last edition says.
    package let isNew: Bool
}

/// Why a month is not sealed.
package enum EditionRefusal {
    static let zoneOnly = Refusal.forbidden(
        Bilingual(zh: "月报由示范区办公室封存。", en: "Editions are sealed by the zone's office."))

    /// The edition has to be made anew, after the one that was sealed meanwhile.
    static let overtaken = Refusal.stale(
        Bilingual(zh: "同时有另一期月报封存，请重试。", en: "Another edition was sealed meanwhile; try again."))

    package static func notOver(_ month: Month) -> Refusal {
        .invalid(
            field: "month",
            Bilingual(
                zh: "\(month) 还没有结束；EXPORT \(month) revision=draft 给出目前的数据。",
                en: "\(month) is not over; EXPORT \(month) revision=draft gives what there is so far."))
    }

    package static func alreadySealed(_ month: Month) -> Refusal {
        .invalid(
            field: "month",
            Bilingual(
                zh: "\(month) 已封存；如有迟到的事实，用 EDITION \(month) 出更正版。",
                en: "\(month) is sealed; where facts came late, EDITION \(month) makes a corrected revision."))
    }

    package static func notSealed(_ month: Month) -> Refusal {
        .invalid(
            field: "month",
            Bilingual(zh: "\(month) 尚未封存；先用 SEAL \(month)。", en: "\(month) is not sealed yet: SEAL \(month) first."))
    }
}

extension RegisterLocks {
    /// One edition at a time, in all daemons: the chain has one end. No unit has the number 0.
    static let editions = RegisterLocks(inventories: [OrganisationID(0)])
}

extension [EditionDraft.File] {
    /// Statements of bounded size: some 32 MB each, or a larger file alone.
    fileprivate func batches() -> [[EditionDraft.File]] {
        var batches: [[EditionDraft.File]] = []
        var size = 0
        for file in self {
            if batches.isEmpty || size + file.bytes.count > 32 << 20 {
                batches.append([])
                size = 0
            }
            batches[batches.count - 1].append(file)
            size += file.bytes.count
        }
        return batches
    }
}
