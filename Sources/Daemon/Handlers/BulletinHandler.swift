import Booking
import Edition
import Registry
import Wire

// BULLETIN: what a month came to, park by park and unit by unit, for reading and for printing.
extension CommandRouter {
    func bulletin(_ call: Call) async throws -> Reply {
        let request = call.request
        guard let month = Month(text: call.subject) else {
            throw WireError.invalid("month", zh: "月份写作 2026-11。", en: "A month is written 2026-11.")
        }
        let (park, unit) = (request["park"], request["unit"])
        let source = try await bulletinSource(of: month)
        guard
            let bulletin = Bulletin(
                month, tables: source.tables, detail: source.detail, parks: source.parks, units: source.units,
                park: park, unit: unit, needs: source.needs)
        else { throw WireError(.internal, zh: "数据表的格式不符。", en: "The tables are not of the edition's form.") }
        if bulletin.units.isEmpty, let code = unit ?? park {
            throw WireError(
                .notFound, zh: "\(month) 没有分园或单位 \(code)。", en: "There is no park or unit \(code) in \(month).")
        }
        let head = BulletinHead(
            zoneName: source.zone.name, zoneNameEn: source.zone.nameEn, part: source.part(park: park, unit: unit),
            edition: source.edition, at: source.at, calendar: calendar, policy: source.policy, program: program)
        var reply = Reply()
        let format = request["format"] ?? "html"
        switch format {
        case "csv":
            let section = request["part"].flatMap(BulletinSection.init(rawValue:)) ?? .units
            reply.document(String(decoding: CSVText.write(bulletin.table(section)), as: UTF8.self))
        case "json":
            for line in BulletinDocument.json(bulletin, head) { reply.text(line) }
        case "xlsx":
            let own = BulletinSection.allCases.filter { $0 != .needs || bulletin.needs != nil }
                .map { Workbook.Sheet(bulletin.table($0)) }
            let tables = EditionFiles.cut(source.tables, to: unit.map { .unit($0) } ?? park.map { .park($0) } ?? .zone)
            let sheets = own + tables.filter { table in !own.contains { $0.name == table.name } }.map { .init($0) }
            for line in Base64.lines(Workbook.write(sheets)) { reply.text(line) }
        default:
            let languages: [Language] =
                request["languages"].flatMap(Language.init(rawValue:)).map { [$0] } ?? [.zh, .en]
            for line in BulletinDocument.html(bulletin, head, languages: languages) { reply.text(line) }
        }
        reply.ok {
            $0.add("month", month.description)
            $0.add("format", format)
            if format == "xlsx" { $0.add("encoding", "base64") }
            $0.add("revision", source.edition?.name.split(separator: "/").last.map(String.init) ?? "draft")
            $0.add("units", bulletin.units.count)
            $0.add("computed", source.at, in: calendar)
        }
        return reply
    }

    /// The month as the ledger has it now.
    private func bulletinSource(of month: Month) async throws -> BulletinSource {
        var ledger = try await reader.ledger(of: month)
        let parks = try await reader.parks().map { LedgerPark(code: $0.code, name: $0.name, nameEn: $0.nameEn) }
        let units = try await reader.units(park: nil).map {
            LedgerUnit(code: $0.code, name: $0.name, nameEn: $0.nameEn, park: $0.park)
        }
        if ledger.units.isEmpty { ledger.units = units }
        for index in ledger.instruments.indices { ledger.instruments[index].settle(month) }
        let zone = try await reader.zone()
        return BulletinSource(
            tables: ledger.tables, detail: ledger.detailTable, parks: parks, units: units,
            needs: ledger.needs.isEmpty ? nil : ledger.needs,
            zone: (zone?.name ?? "", zone?.nameEn), at: clock.now(), policy: "\(policy.profile) \(policy.version)")
    }

    private var program: String { "yiqid \(status.read().version)" }
}

/// What a bulletin is made from: a month's tables, frozen or of this moment, and the names of those in them.
private struct BulletinSource {
    var tables: [Table]
    var detail: Table?
    var parks: [LedgerPark]
    var units: [LedgerUnit]
    var needs: [LedgerNeeds]?
    var zone: (name: String, nameEn: String?)
    /// Nil for a draft.
    var edition: EditionLink?
    var at: Instant
    var policy: String

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
