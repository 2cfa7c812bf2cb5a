import Booking
import Edition
import Registry
import Wire

/// What a bulletin is made from: tables, frozen or of this moment, and the names of those in them.
struct BulletinSource: Sendable {
    var zone: (name: String, nameEn: String?)
    var tables: [Table] = []
    var detail: Table?
    var parks: [LedgerPark] = []
    var units: [LedgerUnit] = []
    var needs: [LedgerNeeds]?
    /// Empty for a draft.
    var editions: [EditionLink] = []
    var at: Instant
    var policy = ""
    var program = ""

    init(zone: (name: String, nameEn: String?), at: Instant) {
        self.zone = zone
        self.at = at
    }

    func part(park: String?, unit: String?) -> Bilingual? {
        if let unit {
            let known = units.first { $0.code == unit }
            return Bilingual(zh: known?.name ?? unit, en: known?.nameEn ?? known?.name ?? unit)
        }
        return park.map { code in
            let known = parks.first { $0.code == code }
            return Bilingual(zh: known?.name ?? code, en: known?.nameEn ?? known?.name ?? code)
        }
    }
}

extension BulletinMaker {
    /// - Throws: ``WireError`` where there is no such edition, or where a month of several is not sealed.
    func source(of time: BulletinTime, _ wanted: String?) async throws -> BulletinSource {
        let zone = try await reader.zone()
        var source = BulletinSource(zone: (zone?.name ?? "", zone?.nameEn), at: reader.clock.now())
        source.parks = try await reader.parks().map { LedgerPark(code: $0.code, name: $0.name, nameEn: $0.nameEn) }
        source.units = try await reader.units(park: nil).map {
            LedgerUnit(code: $0.code, name: $0.name, nameEn: $0.nameEn, park: $0.park)
        }
        switch time {
        case .month(let month): return try await self.month(month, wanted, source)
        case .several(let span):
            guard wanted == nil else {
                throw WireError.invalid(
                    "revision", zh: "季度和年度由各月最新的封存版汇总，不能指定版次。",
                    en: "A quarter or a year is made of each month's last sealed revision; none can be named.")
            }
            return try await several(span, source)
        }
    }

    /// A sealed edition, the last one unless another is named; the month as it stands now where there is none, or where
    /// that is asked for.
    private func month(_ month: Month, _ wanted: String?, _ source: BulletinSource) async throws -> BulletinSource {
        var source = source
        let revision = wanted.flatMap { Int($0.hasPrefix("r") ? String($0.dropFirst()) : $0) }
        if let wanted, wanted != "draft", revision == nil {
            throw WireError.invalid("revision", zh: "版次写作 r0、r1 或 draft。", en: "A revision is r0, r1 … or draft.")
        }
        if wanted != "draft", let edition = try await reader.edition(of: month, revision: revision) {
            source.tables = try await tables(of: edition, EditionForm.tables)
            source.detail = try await detail(of: edition)
            let package = try await reader.file(EditionForm.package, in: edition, scope: EditionScope.zone.text)
            let calendar = reader.calendar
            source.needs = package.flatMap { EditionHead($0) { $0 == calendar.name ? calendar : nil } }?.needs
            source.tell([edition])
            return source
        }
        if revision != nil { throw WireError.noEdition(month, revision) }
        let draft = try await counting.draft(of: month)
        source.tables = draft.tables
        source.detail = draft.detail
        source.needs = draft.needs
        source.at = draft.computed
        source.policy = "\(reader.policy.profile) \(reader.policy.version)"
        source.program = program
        return source
    }

    /// The sealed months of a quarter or a year, one after the other, in the line of those who count.
    private func several(_ span: RollUpSpan, _ source: BulletinSource) async throws -> BulletinSource {
        try await counting.inTurn {
            var source = source
            let editions = try await reader.lastEditions(of: span)
            var months = BulletinMonths()
            let forms = EditionForm.tables.filter { ["instruments", "usage", "units", "findings"].contains($0.name) }
            for edition in editions {
                let (tables, detail) = (try await tables(of: edition, forms), try await detail(of: edition))
                let before = months
                let after = await OwnThread.run {
                    var sum = before
                    return sum.add(edition.month, tables: tables, detail: detail) ? sum : nil
                }
                guard let after else { throw WireError.internalFault }
                months = after
            }
            let whole = months
            (source.tables, source.detail) = await OwnThread.run { (whole.tables, whole.detail) }
            source.needs = months.needs
            source.tell(editions)
            return source
        }
    }

    private func tables(of edition: SealedEdition, _ forms: [EditionForm.TableForm]) async throws -> [Table] {
        var tables: [Table] = []
        for form in forms {
            let file = EditionForm.fileName(form.name)
            guard let bytes = try await reader.file(file, in: edition, scope: EditionScope.zone.text) else {
                throw WireError.noFile(file, edition.name, EditionScope.zone.text)
            }
            tables.append(try Self.table(form.name, keys: form.keys, bytes))
        }
        return tables
    }

    private func detail(of edition: SealedEdition) async throws -> Table {
        try Self.table("detail", keys: 3, try await reader.detail(of: edition))
    }

    private static func table(_ name: String, keys: Int, _ bytes: [UInt8]) throws -> Table {
        let rows = try CSVText.read(bytes)
        return Table(name, columns: rows[0], keys: keys, rows: Array(rows.dropFirst()))
    }
}

extension BulletinSource {
    /// Where it is from.
    fileprivate mutating func tell(_ sealed: [SealedEdition]) {
        editions = sealed.map { EditionLink(name: $0.name, sha256: $0.sha256) }
        at = sealed.map(\.sealedAt).max() ?? at
        policy = Self.each(sealed.map { "\($0.policyProfile) \($0.policyVersion)" })
        program = Self.each(sealed.map(\.program))
    }

    /// Without repeating what is the same from month to month.
    private static func each(_ texts: [String]) -> String {
        var kept: [String] = []
        for text in texts where !kept.contains(text) { kept.append(text) }
        return kept.joined(separator: ", ")
    }
}

extension Reader {
    /// The last sealed revision of each month of several.
    ///
    /// - Throws: ``WireError`` that names the months that are not sealed.
    func lastEditions(of span: RollUpSpan) async throws -> [SealedEdition] {
        var editions: [SealedEdition] = []
        var missing: [String] = []
        for month in span.months {
            if let edition = try await edition(of: month) {
                editions.append(edition)
            } else {
                missing.append(month.description)
            }
        }
        guard missing.isEmpty else { throw WireError.monthsMissing(span, missing) }
        return editions
    }
}
