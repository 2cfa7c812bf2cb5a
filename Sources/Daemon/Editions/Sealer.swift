import Booking
import Edition
import Logging
import Registry

/// Seals months: watches, reads, makes, and has the desk keep what was made.
///
/// Counting a month takes its time; it is done beside the desk, which only keeps the result. So it may be overtaken by
/// another daemon, and is then done again.
struct Sealer: Sendable {
    let registry: Registry
    let press: EditionPress
    let clock: any WallClock
    let logger: Logger

    /// Two daemons that seal at once each give way once.
    private static let tries = 4

    enum Kind: Sendable {
        /// The first edition of a month.
        case first
        /// A later one, in place of the last.
        case revision
    }

    /// What the desk should be asked to keep, or why there is nothing to keep.
    private func content(_ kind: Kind, _ month: Month) async throws -> KeepEdition.Content {
        let reader = registry.reader
        let before = try await reader.edition(of: month)
        switch (kind, before) {
        case (.first, _?): return .none(EditionRefusal.alreadySealed(month))
        case (.revision, nil): return .none(EditionRefusal.notSealed(month))
        default: break
        }
        let read = try await reader.monthToSeal(month)
        var old: EditionPress.Older?
        if let before { old = try await older(before) }
        let (press, now, taken) = (press, clock.now(), old)
        // Packing and signing keep a processor busy, which is not to be one of those that serve.
        let made = await OwnThread.run { Result { try press.make(read, old: taken, at: now) } }
        if let edition = try made.get() { return .edition(edition) }
        return .same(month: month, revision: before?.revision ?? 0, settled: read.late.map(\.id))
    }

    private func older(_ edition: SealedEdition) async throws -> EditionPress.Older {
        let reader = registry.reader
        var files: [ArchiveFile] = []
        for file in try await reader.files(of: edition, scope: EditionScope.zone.text) {
            let bytes = try await reader.file(file.name, in: edition, scope: EditionScope.zone.text)
            files.append(ArchiveFile(name: file.name, bytes: bytes ?? []))
        }
        var sums: [String: String] = [:]
        for scope in try await reader.scopes(of: edition) {
            let listed = try await reader.files(of: edition, scope: scope)
            sums[scope] = listed.first { $0.name == EditionForm.sums }?.sha256
        }
        return EditionPress.Older(
            name: edition.name, revision: edition.revision, tables: EditionFiles(files).tables, sums: sums)
    }

    /// Seals, and says what came of it. Whole or not at all, whatever ends it on the way.
    func seal(
        _ kind: Kind, _ month: Month, by requester: Requester, key: RequestKey? = nil,
        render: @escaping @Sendable (DeskResult) -> String = { _ in "" }
    ) async throws -> DeskResult {
        for _ in 1..<Self.tries {
            let result = try await attempt(kind, month, by: requester, key: key, render: render)
            guard case .refused(.stale) = result else { return result }
            logger.info("sealing was overtaken", metadata: ["month": "\(month)"])
        }
        return try await attempt(kind, month, by: requester, key: key, render: render)
    }

    private func attempt(
        _ kind: Kind, _ month: Month, by requester: Requester, key: RequestKey?,
        render: @escaping @Sendable (DeskResult) -> String
    ) async throws -> DeskResult {
        let desk = registry.desk
        if case .first = kind {
            let watched = await desk.perform(.register(WatchMonth(month: month)), by: requester)
            guard case .registered = watched else { return watched }
        }
        return await desk.perform(
            .register(KeepEdition(try await content(kind, month))), by: requester, key: key, render: render)
    }
}
