import Booking
import Edition
import Inventory
import Registry
import Wire

// EXPORT: a month's tables and files, frozen or as they stand now, for anybody; in pieces, so that neither side ever holds
// more than one.
extension CommandRouter {
    /// Of a table: whole lines, some thousands of them.
    private static let tablePiece = 1 << 20
    /// Of a file as base64: whole lines of 4,096 characters.
    private static let fileLine = 3_072
    private static let filePiece = 256 * fileLine
    /// A table as JSON is one value and has no pieces.
    private static let jsonMost = 8 << 20

    func export(_ call: Call) async throws -> Reply {
        let request = call.request
        if let span = RollUpSpan(call.subject.lowercased()) { return try await rollUp(call, span) }
        guard let month = Month(text: call.subject) else { throw WireError.noMonth }
        let wanted = request["revision"]
        if wanted == "draft" { return try await draft(call, month) }
        let revision = wanted.flatMap { Int($0.hasPrefix("r") ? String($0.dropFirst()) : $0) }
        if wanted != nil, revision == nil {
            throw WireError.invalid("revision", zh: "版次写作 r0、r1 或 draft。", en: "A revision is r0, r1 … or draft.")
        }
        guard let edition = try await reader.edition(of: month, revision: revision) else {
            if wanted == nil, request["file"] == nil { return try await draft(call, month) }
            throw WireError.noEdition(month, revision)
        }
        return try await frozen(call, edition)
    }

    // MARK: Frozen

    private func frozen(_ call: Call, _ edition: SealedEdition) async throws -> Reply {
        let request = call.request
        let scope = request["scope"] ?? EditionScope.zone.text
        let offset = request["offset"].flatMap { Int($0) } ?? 0
        let isFile = request["file"] != nil
        let name = request["file"] ?? EditionForm.fileName(request["table"] ?? "usage")
        let place = name.hasSuffix(".tar.gz") && scope == EditionScope.zone.text ? EditionPlace.archive : scope
        let isJSON = request["format"] == "json"
        let length = isFile ? Self.filePiece : isJSON ? Self.jsonMost : Self.tablePiece
        guard
            let piece = try await reader.piece(of: name, in: edition, scope: place, offset: offset, length: length)
        else { throw WireError.noFile(name, edition.name, scope) }
        guard offset <= piece.file.size else {
            throw WireError.invalid(
                "offset", zh: "\(name) 只有 \(piece.file.size) 字节。", en: "\(name) has only \(piece.file.size) bytes.")
        }
        var reply = Reply(capacity: piece.bytes.count * 3 / 2)
        var sent = piece.bytes.count
        if isFile {
            for start in stride(from: 0, to: sent, by: Self.fileLine) {
                reply.text(Base64.encode(Array(piece.bytes[start..<min(start + Self.fileLine, sent)])))
            }
        } else if isJSON {
            guard piece.file.size <= Self.jsonMost else { throw WireError.tooLargeForJSON }
            reply.document(TableJSON.write(try Self.table(piece.bytes, name)))
        } else {
            sent = Self.wholeLines(piece.bytes, isLast: offset + sent >= piece.file.size)
            if sent > 0 { reply.document(String(decoding: piece.bytes[..<sent], as: UTF8.self)) }
        }
        reply.ok {
            $0.add("month", edition.month.description)
            $0.add("revision", "r\(edition.revision)")
            $0.add("scope", scope)
            if isFile {
                $0.add("file", name)
            } else {
                $0.add("table", String(name.dropLast(4)))
                $0.add("format", isJSON ? "json" : "csv")
            }
            $0.add("bytes", piece.file.size)
            $0.add("sha256", piece.file.sha256)
            $0.add("sealed", edition.sealedAt, in: calendar)
            if offset + sent < piece.file.size { $0.add("next", offset + sent) }
        }
        return reply
    }

    /// How many of the bytes are whole lines; all where the table ends with them.
    private static func wholeLines(_ bytes: [UInt8], isLast: Bool) -> Int {
        isLast ? bytes.count : (bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count)
    }

    private static func table(_ bytes: [UInt8], _ name: String) throws -> Table {
        let rows = try CSVText.read(bytes)
        return Table(unsorted: Table(name, columns: rows[0], keys: 1, rows: []), rows: Array(rows.dropFirst()))
    }

    // MARK: Counted now

    private func draft(_ call: Call, _ month: Month) async throws -> Reply {
        guard call.request["file"] == nil else {
            throw WireError.invalid(
                "file", zh: "只有封存的月报有文件；草稿用 table= 取。", en: "Only a sealed edition has files; take a draft by table=.")
        }
        guard let scope = EditionScope(call.request["scope"] ?? "zone") else { throw WireError.noScope }
        let draft = try await counting.draft(of: month)
        let name = call.request["table"] ?? "usage"
        guard let table = EditionFiles.cut(draft.tables, to: scope).first(where: { $0.name == name }) else {
            throw WireError.noFile(name, "\(month)/draft", scope.text)
        }
        return try tell(table, call, month: month.description, revision: "draft") {
            $0.add("computed", draft.computed, in: self.calendar)
        }
    }

    /// Sums of the frozen months of a quarter or a year.
    private func rollUp(_ call: Call, _ span: RollUpSpan) async throws -> Reply {
        let request = call.request
        let name = request["table"] ?? "usage"
        guard name == "usage" || name == "units", request["file"] == nil, request["revision"] == nil else {
            throw WireError.invalid(
                "table", zh: "季度和年度只有 usage 和 units 两表，由各月最新的封存版相加。",
                en: "A quarter or a year has the tables usage and units, summed from each month's last sealed revision."
            )
        }
        let scope = request["scope"] ?? EditionScope.zone.text
        let (reader, now) = (reader, clock.now())
        let sum = try await counting.inTurn {
            let editions = try await reader.lastEditions(of: span)
            var sum = RollUp()
            for edition in editions {
                guard let usage = try await reader.file("usage.csv", in: edition, scope: scope) else {
                    throw WireError.noFile("usage.csv", edition.name, scope)
                }
                let detail = try await reader.detail(of: edition)
                let before = sum
                guard let after = await OwnThread.run({ before.adding(edition.month, usage, detail) }) else {
                    throw WireError.internalFault
                }
                sum = after
            }
            return (sum, editions.map(\.name))
        }
        let table = name == "usage" ? sum.0.usageTable : sum.0.unitsTable
        return try tell(table, call, month: span.description, revision: nil) {
            $0.add("of", sum.1.joined(separator: ","))
            $0.add("computed", now, in: self.calendar)
        }
    }

    private func tell(
        _ table: Table, _ call: Call, month: String, revision: String?, _ more: (inout FieldWriter) -> Void
    ) throws -> Reply {
        let offset = call.request["offset"].flatMap { Int($0) } ?? 0
        let isJSON = call.request["format"] == "json"
        let bytes = CSVText.write(table)
        guard offset <= bytes.count else {
            throw WireError.invalid(
                "offset", zh: "该表只有 \(bytes.count) 字节。", en: "The table has only \(bytes.count) bytes.")
        }
        var reply = Reply()
        var sent = bytes.count - offset
        if isJSON {
            guard bytes.count <= Self.jsonMost else { throw WireError.tooLargeForJSON }
            reply.document(TableJSON.write(table))
        } else {
            let piece = Array(bytes[offset..<min(offset + Self.tablePiece, bytes.count)])
            sent = Self.wholeLines(piece, isLast: offset + piece.count == bytes.count)
            if sent > 0 { reply.document(String(decoding: piece[..<sent], as: UTF8.self)) }
        }
        reply.ok {
            $0.add("month", month)
            $0.add("revision", revision)
            $0.add("scope", call.request["scope"] ?? "zone")
            $0.add("table", table.name)
            $0.add("format", isJSON ? "json" : "csv")
            $0.add("rows", table.rows.count)
            more(&$0)
            if !isJSON, offset + sent < bytes.count { $0.add("next", offset + sent) }
        }
        return reply
    }
}

extension RollUp {
    /// Nil where a file is not of the edition's form.
    fileprivate func adding(_ month: Month, _ usage: [UInt8], _ detail: [UInt8]) -> RollUp? {
        guard let rows = try? CSVText.read(usage), rows[0] == MonthLedger.usageColumns,
            let details = try? CSVText.read(detail), details[0] == MonthDetail.columns
        else { return nil }
        var sum = self
        let frozen = FrozenMonth(
            month: month,
            usage: Table("usage", columns: rows[0], keys: 1, rows: Array(rows.dropFirst())),
            detail: Table("detail", columns: details[0], keys: 3, rows: Array(details.dropFirst())))
        return sum.add(frozen) ? sum : nil
    }
}

extension WireError {
    static let noScope = WireError.invalid(
        "scope", zh: "范围写作 zone、park:代码 或 unit:代码。", en: "A scope is zone, park:CODE or unit:CODE.")
    static let tooLargeForJSON = WireError.invalid(
        "format", zh: "该表太大，不能作为一个 JSON 给出；请用 format=csv，按 next= 分段取。",
        en: "The table is too large for one JSON value; take it as format=csv, in pieces by next=.")

    static func noEdition(_ month: Month, _ revision: Int?) -> WireError {
        let name = revision.map { "\(month)/r\($0)" } ?? month.description
        return WireError(
            .notFound, zh: "没有封存的月报 \(name)；EDITIONS 列出全部。",
            en: "There is no sealed edition \(name); EDITIONS lists them.")
    }

    static func noFile(_ name: String, _ edition: String, _ scope: String) -> WireError {
        WireError(
            .notFound, zh: "\(edition) 的 \(scope) 没有 \(name)；EDITIONS 月份 列出文件，UNITS 和 PARKS 列出单位和园区。",
            en: "\(edition) has no \(name) for \(scope); EDITIONS month lists the files, UNITS and PARKS the codes.")
    }

    static func monthsMissing(_ span: RollUpSpan, _ months: [String]) -> WireError {
        WireError(
            .notFound, zh: "\(span) 还不能汇总，尚未封存：\(months.joined(separator: "、"))。",
            en: "\(span) cannot be summed yet; not sealed: \(months.joined(separator: ", ")).")
    }
}
