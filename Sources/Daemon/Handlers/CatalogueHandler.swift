import Booking
import Edition
import Registry
import Wire

// CATALOGUE: the disclosed instruments in the words of other registers.
extension CommandRouter {
    func catalogue(_ call: Call) async throws -> Reply {
        let request = call.request
        let format = request["format"] ?? "dcat"
        // Other registers take the list of one holder: numbers are its own.
        if format == "uniquip", request["unit"] == nil, request["instrument"] == nil {
            throw WireError(
                .missingField, field: "unit", zh: "UNIQUIP 表是一个单位的清单；请写 unit=。",
                en: "A UNIQUIP sheet is the list of one holder; give unit=.")
        }
        let now = clock.now()
        let entries = try await catalogueEntries(call, at: now)
        var reply = Reply()
        var skipped = 0
        switch format {
        case "pidinst":
            let records = entries.compactMap { PIDINST.record($0, web) }
            skipped = entries.count - records.count
            let isOne = request["instrument"] != nil && records.count == 1
            let document = isOne ? records[0].document : JSON.array(records).document
            reply.document(String(decoding: document, as: UTF8.self))
        case "uniquip":
            reply.document(csv(Uniquip.table(entries, web)))
        case "national":
            let isUnits = request["table"] == "units"
            let fields = isUnits ? NationalPlatform.unitFields : NationalPlatform.instrumentFields
            let rows = isUnits ? NationalPlatform.units(entries) : NationalPlatform.instruments(entries, web)
            reply.document(csv(NationalPlatform.table(isUnits ? "units" : "instruments", fields, rows)))
        default:
            let zone = try await reader.zone()
            let lines = DCAT.turtle(
                entries, zone: (zone?.name ?? "", zone?.nameEn), web: web, changed: now, calendar: calendar)
            for line in lines { reply.text(line) }
        }
        reply.ok {
            $0.add("format", format)
            $0.add("count", entries.count - skipped)
            if skipped > 0 { $0.add("skipped", skipped) }
            $0.add("computed", now, in: calendar)
        }
        return reply
    }

    private func csv(_ table: Table) -> String { String(decoding: CSVText.write(table), as: UTF8.self) }

    /// What is disclosed now, in order of path: one instrument, or those of a unit, a park or the zone.
    private func catalogueEntries(_ call: Call, at now: Instant) async throws -> [CatalogueEntry] {
        let request = call.request
        let units = Dictionary(
            try await reader.units(park: nil).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let parks = Dictionary(
            try await reader.parks().map { ($0.code, LedgerPark(code: $0.code, name: $0.name, nameEn: $0.nameEn)) },
            uniquingKeysWith: { first, _ in first })
        func entry(_ found: RegisterEntry) -> CatalogueEntry {
            let register = found.register
            var record = register.record
            record.services = record.services.compactMap { register.tariff(of: $0.code, at: now)?.offer ?? $0 }
            let unit = units[register.path.unit]
            let park = unit?.park ?? ""
            return CatalogueEntry(
                path: register.path, record: record,
                unit: LedgerUnit(
                    code: register.path.unit, name: unit?.name ?? register.path.unit, nameEn: unit?.nameEn, park: park),
                park: parks[park] ?? LedgerPark(code: park, name: park), unitContact: unit?.contact,
                since: register.dates?.first, confirmed: register.dates?.confirmed)
        }
        if let text = request["instrument"] {
            guard let path = InstrumentPath(text), let found = try await reader.instrument(path),
                found.register.disclosure.stands(at: now)
            else { throw WireError.noInstrument(text) }
            return [entry(found)]
        }
        var search = InstrumentSearch()
        search.park = request["park"]
        search.unit = request["unit"]
        var entries: [CatalogueEntry] = []
        while true {
            let page = try await reader.find(search, limit: Self.cataloguePage)
            entries += page.map { entry($0.entry) }
            guard page.count == Self.cataloguePage else { return entries }
            search.after = page.last?.entry.register.path
        }
    }

    private static let cataloguePage = 500
}
