package import Booking
import Edition
import Registry
import Wire

/// Makes a bulletin for whoever asks: a session, or `yiqid bulletin`.
struct BulletinMaker: Sendable {
    let reader: Reader
    let counting: CountingLine
    /// `yiqid 0.1.0`
    let program: String

    struct Made: Sendable {
        /// Lines of text, or the bytes of a workbook.
        var lines: [String] = []
        var workbook: [UInt8]?
        /// `2026-11/r0`, of each month; empty for a draft.
        let editions: [String]
        let units: Int
        /// When the last of the editions was sealed, or the draft computed.
        let at: Instant
    }

    /// - Throws: ``WireError`` where there is no such edition, park or unit.
    func make(_ order: BulletinOrder) async throws -> Made {
        let source = try await source(of: order.time, order.revision)
        let calendar = reader.calendar
        // Not on the threads that serve sessions: a zone's findings may be many.
        let made: Made? = await OwnThread.run { Self.draw(order, source, calendar) }
        guard let made else {
            throw WireError(.internal, zh: "数据表的格式不符。", en: "The tables are not of the edition's form.")
        }
        if made.units == 0, let code = order.unit ?? order.park {
            throw WireError(
                .notFound, zh: "\(order.time) 没有分园或单位 \(code)。",
                en: "There is no park or unit \(code) in \(order.time).")
        }
        return made
    }

    private static func draw(_ order: BulletinOrder, _ source: BulletinSource, _ calendar: ZoneCalendar) -> Made? {
        guard
            let bulletin = Bulletin(
                order.time, tables: source.tables, detail: source.detail, parks: source.parks, units: source.units,
                park: order.park, unit: order.unit, needs: source.needs)
        else { return nil }
        let head = BulletinHead(
            zoneName: source.zone.name, zoneNameEn: source.zone.nameEn,
            part: source.part(park: order.park, unit: order.unit), editions: source.editions, at: source.at,
            calendar: calendar, policy: source.policy, program: source.program)
        var made = Made(
            editions: source.editions.map(\.name), units: bulletin.units.count, at: source.at)
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
}

/// Which bulletin is wanted.
package struct BulletinOrder: Sendable {
    package var time: BulletinTime
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

    package init(_ time: BulletinTime) { self.time = time }
}
