extension MonthLedger {
    /// Disclosed and withdrawn instruments, in the inventory's columns. Exempt ones are counted elsewhere and never
    /// listed; undisclosed ones are found overdue, not listed.
    package var instrumentsTable: Table {
        Table(
            "instruments", columns: Self.instrumentColumns, keys: 1,
            rows: listed.map { instrument in
                [instrument.path.description, instrument.unit, instrument.park] + Self.cells(instrument.record)
                    + instrument.disclosureCells
            })
    }

    /// The services of listed instruments with their price at `now`, and a coming one.
    package func servicesTable(at now: Instant) -> Table {
        let columns = Self.serviceColumns
        var rows: [[String]] = []
        for instrument in listed {
            for (code, tariffs) in instrument.tariffs {
                let offered = tariffs.filter { $0.publishedAt <= now && $0.withdrawnAt.map { now < $0 } ?? true }
                let current = offered.last { $0.effectiveFrom <= now }
                let coming = offered.last { $0.effectiveFrom > now }
                guard let shown = current ?? coming else { continue }
                func text(_ instant: Instant) -> String { TimeText.format(instant, in: instrument.calendar) }
                rows.append([
                    instrument.path.description, code, shown.offer.content, shown.offer.unitOfCharge.rawValue,
                    current?.offer.price.description ?? "", current.map { text($0.effectiveFrom) } ?? "",
                    coming?.offer.price.description ?? "", coming.map { text($0.effectiveFrom) } ?? "",
                    instrument.record.priceBasis ?? "",
                ])
            }
        }
        return Table("services", columns: columns, keys: 2, rows: rows)
    }

    var listed: [LedgerInstrument] {
        instruments.filter {
            switch $0.disclosure {
            case .disclosed, .withdrawn: true
            case .undisclosed, .exempt: false
            }
        }
    }

    package static let instrumentColumns =
        ["instrument", "unit", "park"] + inventoryColumns + ["disclosure", "disclosed-since", "withdrawn-reason"]

    package static let serviceColumns = [
        "instrument", "service", "content", "unit-of-charge", "price", "effective-from", "next-price", "next-from",
        "price-basis",
    ]

    package static let inventoryColumns = [
        "number", "name", "name-en", "model", "maker", "origin", "class-scheme", "class-code", "original-value",
        "public-share", "funding", "commitment", "acceptance-date", "location", "function", "technical", "services",
        "access", "open-hours", "channels", "set-up", "clean-down", "contact", "complaints", "pid", "status",
        "share-mode", "price-basis", "no-assistance",
    ]

    static func cells(_ r: InventoryRecord) -> [String] {
        let services = r.services.map { "\($0.code)|\($0.content)|\($0.price)/\($0.unitOfCharge.rawValue)" }
        let texts: [String?] = [
            r.number, r.name, r.nameEn, r.model, r.maker, r.origin, r.classScheme, r.classCode,
            r.originalValue?.description, r.publicShare?.description, r.funding, r.commitment,
            r.acceptanceDate?.description, r.location, r.function, r.technical, services.joined(separator: "; "),
            r.access.map(\.rawValue).joined(separator: ","), r.openHours?.description, "\(r.channels)", "\(r.setUp)",
            "\(r.cleanDown)", r.contact, r.complaints, r.pid, r.status.rawValue, r.shareMode, r.priceBasis,
            r.noAssistance,
        ]
        return texts.map { $0 ?? "" }
    }
}

extension LedgerInstrument {
    fileprivate var disclosureCells: [String] {
        switch disclosure {
        case .disclosed(let since): ["disclosed", TimeText.format(since, in: calendar), ""]
        case .withdrawn(let reason, _, _): ["withdrawn", "", reason]
        case .undisclosed, .exempt: ["", "", ""]
        }
    }
}
