import Booking

/// Each field of a record as the text that reading takes back unchanged.
enum RecordCells {
    /// Empty where the record says nothing.
    static func cell(_ field: InventoryField, _ record: InventoryRecord) -> String {
        func text(_ value: String?) -> String { value.map { CellText.escaped($0, for: field) } ?? "" }
        switch field {
        case .number: return text(record.number)
        case .name: return text(record.name)
        case .nameEn: return text(record.nameEn)
        case .model: return text(record.model)
        case .maker: return text(record.maker)
        case .origin: return text(record.origin)
        case .classScheme: return text(record.classScheme)
        case .classCode: return text(record.classCode)
        case .originalValue: return record.originalValue.map { "\($0)元" } ?? ""
        case .publicShare: return record.publicShare?.description ?? ""
        case .funding: return text(record.funding)
        case .commitment: return text(record.commitment)
        case .acceptanceDate: return record.acceptanceDate?.description ?? ""
        case .location: return text(record.location)
        case .function: return text(record.function)
        case .technical: return text(record.technical)
        case .services: return record.services.isEmpty ? "" : text(ServiceText.cell(record.services))
        case .access: return record.access.map(\.rawValue).joined(separator: ", ")
        case .openHours: return record.openHours?.description ?? ""
        case .channels: return String(record.channels)
        case .setUp: return "\(record.setUp)m"
        case .cleanDown: return "\(record.cleanDown)m"
        case .contact: return text(record.contact)
        case .complaints: return text(record.complaints)
        case .pid: return text(record.pid)
        case .status: return record.status.rawValue
        case .shareMode: return text(record.shareMode)
        case .priceBasis: return text(record.priceBasis)
        case .noAssistance: return text(record.noAssistance)
        case .serviceCode, .serviceContent, .price, .unitOfCharge: return ""
        }
    }

    /// The heading of an extra's column.
    static func heading(ofExtra name: String) -> String {
        (Heading.needsMark(name) ? Heading.extraMark : "") + CellText.escaped(name)
    }
}
