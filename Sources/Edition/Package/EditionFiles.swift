package import Booking

/// An edition as files, sorted by name.
package struct EditionFiles: Hashable, Sendable {
    package private(set) var files: [ArchiveFile]

    package init(_ files: [ArchiveFile]) {
        self.files = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    package subscript(_ name: String) -> [UInt8]? { files.first { $0.name == name }?.bytes }

    /// The hash by which the next edition names this one.
    package var sha256: String? { self[EditionForm.sums].map { SHA256Text.of($0) } }

    /// What `sha256sum -c` reads: every file but the sums and their signature.
    static func sums(_ files: [ArchiveFile]) -> [UInt8] {
        let lines = files.filter { $0.name != EditionForm.sums && $0.name != EditionForm.signature }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            .map { "\(SHA256Text.of($0.bytes))  \($0.name)\n" }
        return Array(lines.joined().utf8)
    }

    /// Writes an edition. Whatever of the edition's tables is missing is written with its heading alone.
    ///
    /// - Parameter key: nil leaves it unsigned, as a draft is.
    package static func make(_ head: EditionHead, tables: [Table], key: SigningKey?) throws -> EditionFiles {
        var head = head
        head.keyFingerprint = key?.verifying.fingerprint
        let written = EditionForm.tables.map { form in
            let table = tables.first { $0.name == form.name }
            let whole = table ?? Table(form.name, columns: form.columns, keys: form.keys, rows: [])
            return (form: form, bytes: CSVText.write(whole))
        }
        var files = written.map { ArchiveFile(name: EditionForm.fileName($0.form.name), bytes: $0.bytes) }
        files.append(ArchiveFile(name: EditionForm.package, bytes: DataPackage.document(head, written)))
        let sums = sums(files)
        files.append(ArchiveFile(name: EditionForm.sums, bytes: sums))
        if let key { files.append(ArchiveFile(name: EditionForm.signature, bytes: try key.sign(sums))) }
        return EditionFiles(files)
    }

    /// A table as it stands in the files; nil where it is missing or not of the edition's form.
    package func table(_ name: String) -> Table? {
        guard let form = EditionForm.tables.first(where: { $0.name == name }),
            let bytes = self[EditionForm.fileName(name)], let rows = try? CSVText.read(bytes),
            rows.first == form.columns
        else { return nil }
        return Table(name, columns: form.columns, keys: form.keys, rows: Array(rows.dropFirst()))
    }

    /// All tables but the corrections.
    package var tables: [Table] { EditionForm.tables.dropLast().compactMap { table($0.name) } }

    /// The folder `2026-11/r0/…` in one file.
    package func tarGzip(_ head: EditionHead) -> [UInt8] {
        TarGzip.pack(
            files.map { ArchiveFile(name: "\(head.name)/\($0.name)", bytes: $0.bytes) }, time: head.sealedAt)
    }
}
