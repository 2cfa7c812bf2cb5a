import Booking
import Edition
import Postgres
import Registry

/// A sealed edition out of the database into a folder, without serving: for cron on the server.
struct EditionExport: Sendable {
    let month: Month
    /// Nil: the last one.
    let revision: Int?
    /// `zone`, `park:zhangjiang`, `unit:siom`
    let scope: String
    let folder: String

    /// Why nothing was written.
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    /// Writes `2026-11/r0` below the folder, whole or not at all; one that is there already with the same bytes is as
    /// good.
    ///
    /// - Returns: The edition's own folder.
    func run(_ reader: Reader) async throws -> String {
        guard let edition = try await reader.edition(of: month, revision: revision) else {
            let name = "\(month)\(revision.map { "/r\($0)" } ?? "")"
            throw Fault(description: "\(name) is not sealed; EDITIONS lists what is")
        }
        var files: [ArchiveFile] = []
        for file in try await reader.files(of: edition, scope: scope) {
            let bytes = try await reader.file(file.name, in: edition, scope: scope) ?? []
            files.append(ArchiveFile(name: file.name, bytes: bytes))
        }
        guard !files.isEmpty else {
            throw Fault(description: "\(edition.name) has nothing for \(scope)")
        }
        let suffix = scope == EditionScope.zone.text ? "" : "-" + String(scope.map { $0 == ":" ? "-" : $0 })
        let (place, whole) = ("\(folder)/\(edition.name)\(suffix)", EditionFiles(files))
        let problem: String? = await OwnThread.run {
            do throws(EditionFolder.Fault) {
                guard EditionFolder.exists(place) else {
                    try EditionFolder.write(whole, to: place)
                    return nil
                }
                return try EditionFolder.read(place) == whole ? nil : "\(place) holds something else"
            } catch { return error.description }
        }
        if let problem { throw Fault(description: problem) }
        return place
    }
}
