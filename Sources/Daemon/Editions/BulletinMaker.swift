package import Booking
import Edition
import Registry
import Wire

/// Makes a month's bulletin for whoever asks: a session, or `yiqid bulletin`.
struct BulletinMaker: Sendable {
    let reader: Reader
    let counting: CountingLine
    /// `yiqid 0.1.0`
    let program: String

    struct Made: Sendable {
        /// Lines of text, or the bytes of a workbook.
        var lines: [String] = []
        var workbook: [UInt8]?
        /// `r0`, `draft`
        let revision: String
        let units: Int
        /// When the edition was sealed, or the draft computed.
        let at: Instant
    }

    /// - Throws: ``WireError`` where there is no such edition, park or unit.
    func make(_ order: BulletinOrder) async throws -> Made {
        let source = try await source(of: order.month, order.revision)
        let calendar = reader.calendar
        // Not on the threads that serve sessions: a zone's findings may be many.
        let made: Made? = await OwnThread.run { Self.draw(order, source, calendar) }
        guard let made else {
            throw WireError(.internal, zh: "数据表的格式不符。", en: "The tables are not of the edition's form.")
        }
        if made.units == 0, let code = order.unit ?? order.park {
            throw WireError(
                .notFound, zh: "\(order.month) 没有分园或单位 \(code)。",
                en: "There is no park or unit \(code) in \(order.month).")
        }
        return made
    }

    private static func draw(_ order: BulletinOrder, _ source: BulletinSource, _ calendar: ZoneCalendar) -> Made? {
        guard
            let bulletin = Bulletin(
                order.month, tables: source.tables, detail: source.detail, parks: source.parks, units: source.units,
                park: order.park, unit: order.unit, needs: source.needs)
        else { return nil }
        let head = BulletinHead(
            zoneName: source.zone.name, zoneNameEn: source.zone.nameEn,
            part: source.part(park: order.park, unit: order.unit), edition: source.edition, at: source.at,
            calendar: calendar, policy: source.policy, program: source.program)
        var made = Made(
            revision: source.edition?.name.split(separator: "/").last.map(String.init) ?? "draft",
            units: bulletin.units.count, at: source.at)
        switch order.format {
        case "csv":
            let text = String(decoding: CSVText.write(bulletin.table(order.section)), as: UTF8.self)
            made.lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        case "json": made.lines = BulletinDocument.json(bulletin, head)
        case "xlsx":
            let own = BulletinSection.allCases.filter { $0 != .needs || bulletin.needs != nil }
                .map { Workbook.Sheet(bulletin.table($0)) }
            let scope: EditionScope = order.unit.map { .unit($0) } ?? order.park.map { .park($0) } ?? .zone
            let others = EditionFiles.cut(source.tables, to: scope).filter { table in
                !own.contains { $0.name == table.name }
            }
            made.workbook = Workbook.write(own + others.map { Workbook.Sheet($0) })
        default: made.lines = BulletinDocument.html(bulletin, head, languages: order.languages)
        }
        return made
    }

    /// A sealed edition, the last one unless another is named; the month as it stands now where there is none, or where
    /// that is asked for.
    private func source(of month: Month, _ wanted: String?) async throws -> BulletinSource {
        let zone = try await reader.zone()
        var source = BulletinSource(zone: (zone?.name ?? "", zone?.nameEn), at: reader.clock.now())
        source.parks = try await reader.parks().map { LedgerPark(code: $0.code, name: $0.name, nameEn: $0.nameEn) }
        source.units = try await reader.units(park: nil).map {
            LedgerUnit(code: $0.code, name: $0.name, nameEn: $0.nameEn, park: $0.park)
        }
        let revision = wanted.flatMap { Int($0.hasPrefix("r") ? String($0.dropFirst()) : $0) }
        if let wanted, wanted != "draft", revision == nil {
            throw WireError.invalid("revision", zh: "版次写作 r0、r1 或 draft。", en: "A revision is r0, r1 … or draft.")
        }
        if wanted != "draft", let edition = try await reader.edition(of: month, revision: revision) {
            for form in EditionForm.tables {
                let file = EditionForm.fileName(form.name)
                guard let bytes = try await reader.file(file, in: edition, scope: EditionScope.zone.text) else {
                    throw WireError.noFile(file, edition.name, EditionScope.zone.text)
                }
                source.tables.append(try Self.table(form.name, keys: form.keys, bytes))
            }
            source.detail = try Self.table("detail", keys: 3, try await reader.detail(of: edition))
            let package = try await reader.file(EditionForm.package, in: edition, scope: EditionScope.zone.text)
            let calendar = reader.calendar
            source.needs = package.flatMap { EditionHead($0) { $0 == calendar.name ? calendar : nil } }?.needs
            source.edition = EditionLink(name: edition.name, sha256: edition.sha256)
            source.at = edition.sealedAt
            source.policy = "\(edition.policyProfile) \(edition.policyVersion)"
            source.program = edition.program
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

    private static func table(_ name: String, keys: Int, _ bytes: [UInt8]) throws -> Table {
        let rows = try CSVText.read(bytes)
        return Table(name, columns: rows[0], keys: keys, rows: Array(rows.dropFirst()))
    }
}

/// What a bulletin is made from: a month's tables, frozen or of this moment, and the names of those in them.
private struct BulletinSource: Sendable {
    var zone: (name: String, nameEn: String?)
    var tables: [Table] = []
    var detail: Table?
    var parks: [LedgerPark] = []
    var units: [LedgerUnit] = []
    var needs: [LedgerNeeds]?
    /// Nil for a draft.
    var edition: EditionLink?
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

/// Which bulletin is wanted.
package struct BulletinOrder: Sendable {
    package var month: Month
    package var park: String?
    package var unit: String?
    /// `html`, `csv`, `json` or `xlsx`
    package var format = "html"
    /// The table that is meant by `csv`.
    package var section = BulletinSection.units
    /// `r0`, `draft`; nil: the last sealed one, or a draft where there is none.
    package var revision: String?
    /// Those of `html`, in their order.
    package var languages: [Language] = [.zh, .en]

    package init(month: Month) { self.month = month }
}
