package import Booking

/// The catalogue as linked data: DCAT 3 in Turtle, each instrument a resource with its holder and contact point.
package enum DCAT {
    /// - Parameter changed: when the catalogue was drawn up.
    /// - Returns: lines without their ends.
    package static func turtle(
        _ entries: [CatalogueEntry], zone: (name: String, nameEn: String?), web: WebAddress, changed: Instant,
        calendar: ZoneCalendar
    ) -> [String] {
        typealias T = TurtleText
        var lines = [
            "@prefix dcat: <http://www.w3.org/ns/dcat#> .", "@prefix dct: <http://purl.org/dc/terms/> .",
            "@prefix foaf: <http://xmlns.com/foaf/0.1/> .", "@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .",
            "@prefix schema: <https://schema.org/> .", "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .", "",
        ]
        let catalogue = T.iri("\(web.base)catalogue")
        let publisher = T.iri("\(web.base)zone")
        var subject = Statements(catalogue, "dcat:Catalog")
        subject.add("dct:title", T.literal("\(zone.name)开放共享仪器目录", language: "zh"))
        if let name = zone.nameEn {
            subject.add("dct:title", T.literal("Shared instruments of \(name)", language: "en"))
        }
        subject.add("dct:publisher", publisher)
        subject.add("dct:modified", T.typed(TimeText.format(changed, in: calendar), "dateTime"))
        subject.add("dct:license", "<https://creativecommons.org/licenses/by/4.0/>")
        for language in ["zh", "en"] { subject.add("dct:language", T.literal(language)) }
        for entry in entries { subject.add("dcat:resource", T.iri(web.instrument(entry.path))) }
        lines += subject.lines
        lines += agent(publisher, name: zone.name, nameEn: zone.nameEn)
        var units: Set<String> = []
        for entry in entries where units.insert(entry.unit.code).inserted {
            lines += agent(T.iri(web.unit(entry.unit.code)), name: entry.unit.name, nameEn: entry.unit.nameEn)
        }
        for entry in entries { lines += resource(entry, web, calendar) }
        return lines
    }

    private static func agent(_ name: String, name zh: String, nameEn: String?) -> [String] {
        var subject = Statements(name, "foaf:Organization")
        subject.add("foaf:name", TurtleText.literal(zh, language: "zh"))
        if let nameEn { subject.add("foaf:name", TurtleText.literal(nameEn, language: "en")) }
        return subject.lines
    }

    private static func resource(_ entry: CatalogueEntry, _ web: WebAddress, _ calendar: ZoneCalendar) -> [String] {
        typealias T = TurtleText
        let record = entry.record
        var subject = Statements(T.iri(web.instrument(entry.path)), "dcat:Resource, schema:Product")
        subject.add("dct:identifier", T.literal(entry.path.description))
        subject.add("dct:title", T.literal(record.name ?? record.number, language: "zh"))
        if let name = record.nameEn { subject.add("dct:title", T.literal(name, language: "en")) }
        for text in [record.function, record.technical, record.services.isEmpty ? nil : entry.prices] {
            if let text { subject.add("dct:description", T.literal(text, language: "zh")) }
        }
        subject.add("dct:publisher", T.iri(web.unit(entry.unit.code)))
        if let since = entry.since {
            subject.add("dct:issued", T.typed(TimeText.format(since, in: calendar), "dateTime"))
        }
        if let confirmed = entry.confirmed {
            subject.add("dct:modified", T.typed(TimeText.format(confirmed, in: calendar), "dateTime"))
        }
        if let code = record.classCode { subject.add("dcat:keyword", T.literal(code)) }
        for mode in record.access { subject.add("dcat:keyword", T.literal(mode.rawValue)) }
        if let maker = record.maker { subject.add("schema:manufacturer", T.literal(maker)) }
        if let model = record.model { subject.add("schema:model", T.literal(model)) }
        if let location = record.location {
            subject.add("schema:location", T.literal("\(entry.park.name), \(location)", language: "zh"))
        }
        if let known = WebAddress.resolve(record.pid) { subject.add("foaf:page", T.iri(known.address)) }
        if let contact = record.contact {
            let mail = ContactText.mail(contact).map { " ; vcard:hasEmail \(T.iri("mailto:\($0)"))" } ?? ""
            subject.add("dcat:contactPoint", "[ a vcard:Kind ; vcard:fn \(T.literal(contact))\(mail) ]")
        }
        return subject.lines
    }

    /// What is said of one subject.
    private struct Statements {
        private var parts: [String]

        init(_ subject: String, _ types: String) { parts = ["\(subject) a \(types)"] }

        mutating func add(_ predicate: String, _ object: String) { parts.append("    \(predicate) \(object)") }

        var lines: [String] {
            parts.enumerated().map { index, part in part + (index == parts.count - 1 ? " ." : " ;") } + [""]
        }
    }
}
