import Booking

/// Makes a record of one row after another; what repeats in a column is read once.
struct RowReader {
    let plan: ColumnPlan
    let mapping: Mapping
    private let headings: [String]
    private let amounts = Memo<Money>()
    private let days = Memo<Day>()
    let prices = Memo<(price: Money, unit: UnitOfCharge?)>()
    private let hours = Memo<WeeklyHours>()
    private let access = Memo<[AccessMode]>()
    private let statuses = Memo<ServiceStatus>()
    let charges = Memo<(unit: UnitOfCharge, money: MoneyText.Unit?)>()
    /// The faults of the row that is being read.
    private var faults: [CellFault] = []

    /// - Throws: ``InventoryFault`` where a default cannot be read as its field's value.
    init(_ plan: ColumnPlan, _ mapping: Mapping, headings: [String]) throws(InventoryFault) {
        self.plan = plan
        self.mapping = mapping
        self.headings = headings
        try checkDefaults()
    }

    /// What a row says; `record` is whole only if there are no faults.
    struct Reading {
        var line: Int
        var record: InventoryRecord
        var faults: [CellFault]
        /// Where the number stands, for faults that concern it.
        var numberLine: Int
        var numberColumn: String
    }

    mutating func read(_ row: SourceTable.Row) -> Reading {
        if let fault = row.fault {
            let number = text(.number, row).flatMap { try? usableNumber($0.text) }
            return Reading(
                line: row.line, record: InventoryRecord(number: number ?? ""), faults: [fault], numberLine: row.line,
                numberColumn: "")
        }
        faults = []
        let (amounts, days) = (amounts, days)
        let (hours, access, statuses) = (hours, access, statuses)
        let number = numbered(row)
        var record = InventoryRecord(number: number.text)
        readTexts(row, &record)
        record.originalValue = value(.originalValue, row) { (text, unit) throws(ValueFault) in
            try amounts.value(text) { (text) throws(ValueFault) in try MoneyText.money(text, unit: unit?.money) }
        }
        record.publicShare = value(.publicShare, row) { (text, unit) throws(ValueFault) in
            try ShareText.share(text, unit: unit?.share)
        }
        record.acceptanceDate = value(.acceptanceDate, row) { (text, _) throws(ValueFault) in
            try days.value(text) { (text) throws(ValueFault) in try DateText.day(text) }
        }
        record.openHours = value(.openHours, row) { (text, _) throws(ValueFault) in
            try hours.value(text) { (text) throws(ValueFault) in try Self.hours(text) }
        }
        record.access =
            value(.access, row) { (text, _) throws(ValueFault) in
                try access.value(text) { (text) throws(ValueFault) in try Words.access(text) }
            } ?? []
        record.status =
            value(.status, row) { (text, _) throws(ValueFault) in
                try statuses.value(text) { (text) throws(ValueFault) in try Words.status(text) }
            } ?? .inService
        record.channels = value(.channels, row) { (text, _) throws(ValueFault) in try ChannelText.channels(text) } ?? 1
        record.setUp = minutes(.setUp, row)
        record.cleanDown = minutes(.cleanDown, row)
        record.extras = extras(row)
        readServices(row, &record)
        record.extras.sort { $0.name < $1.name }
        return Reading(
            line: row.line, record: record, faults: faults, numberLine: number.line(in: row),
            numberColumn: number.column)
    }

    // MARK: Texts

    /// What the list or a default says of a field, with its place.
    struct Said {
        let text: String
        /// The column; nil for what several columns or a default say.
        let cell: Int?
        /// The line of a default; the row's own where `cell` is nil, and of no meaning else.
        let line: Int
        let column: String
        let isDefault: Bool

        /// Counted only when asked: it means going through all cells before.
        func line(in row: SourceTable.Row) -> Int { cell.map { row.line(of: $0) } ?? line }
    }

    /// Nil where neither says anything.
    func text(_ field: InventoryField, _ row: SourceTable.Row) -> Said? {
        switch plan.sources[field] {
        case .column(let index) where index < row.cells.count:
            let raw = row.cells[index]
            if mapping.values[field] == nil {
                if !CellText.isUnknown(raw, for: field) {
                    return Said(
                        text: CellText.clean(raw), cell: index, line: row.line, column: headings[index],
                        isDefault: false)
                }
            } else {
                let clean = CellText.clean(raw)
                let meant = mapping.meaning(field, clean)
                if !CellText.isUnknown(meant ?? raw, for: field) {
                    return Said(
                        text: meant ?? clean, cell: index, line: row.line, column: headings[index], isDefault: false)
                }
            }
        case .joined(let pieces):
            if let joined = join(pieces, row) {
                let text = mapping.meaning(field, joined) ?? joined
                if !CellText.isUnknown(text, for: field) {
                    return Said(text: text, cell: nil, line: row.line, column: names(pieces), isDefault: false)
                }
            }
        default: break
        }
        guard let entry = mapping.defaults[field] else { return nil }
        return Said(text: entry.value, cell: nil, line: entry.line, column: entry.word, isDefault: true)
    }

    /// The pieces side by side; nil where none of the columns says anything.
    private func join(_ pieces: [ColumnPlan.Piece], _ row: SourceTable.Row) -> String? {
        var joined = ""
        var said = false
        for piece in pieces {
            switch piece {
            case .text(let text): joined += text
            case .column(let index) where index < row.cells.count:
                if CellText.isUnknown(row.cells[index]) { continue }
                joined += CellText.clean(row.cells[index])
                said = true
            case .column: break
            }
        }
        return said ? Folding.trim(joined) : nil
    }

    private func names(_ pieces: [ColumnPlan.Piece]) -> String {
        pieces.compactMap { if case .column(let index) = $0 { headings[index] } else { nil } }.joined(separator: " + ")
    }

    private func extras(_ row: SourceTable.Row) -> [InventoryRecord.Extra] {
        plan.extras.compactMap { column, name in
            let value = CellText.clean(row.cells[column])
            return value.isEmpty ? nil : InventoryRecord.Extra(name: name, value: value)
        }
    }

    // MARK: Values

    mutating func refuse(_ said: Said, _ field: InventoryField, _ row: SourceTable.Row, _ fault: ValueFault) {
        faults.append(CellFault(line: said.line(in: row), column: said.column, field: field, message: fault.message))
    }

    private mutating func value<Value>(
        _ field: InventoryField, _ row: SourceTable.Row, _ read: (String, UnitHint?) throws(ValueFault) -> Value
    ) -> Value? {
        guard let said = text(field, row) else { return nil }
        do throws(ValueFault) { return try read(said.text, plan.units[field]) } catch {
            refuse(said, field, row, error)
            return nil
        }
    }

    private mutating func minutes(_ field: InventoryField, _ row: SourceTable.Row) -> Int {
        value(field, row) { (text, unit) throws(ValueFault) in try MinutesText.minutes(text, unit: unit?.time) } ?? 0
    }

    static func hours(_ text: String) throws(ValueFault) -> WeeklyHours {
        do throws(TextFault) { return try WeeklyHours(text: text) } catch { throw ValueFault(error.message) }
    }

    private func usableNumber(_ text: String) throws(ValueFault) -> String {
        let number = mapping.slugged.contains(.number) ? NumberText.slug(text) : text
        try NumberText.check(number)
        return number
    }

    private mutating func numbered(_ row: SourceTable.Row) -> Said {
        let missingCell: Int? = if case .column(let index) = plan.sources[.number] { index } else { nil }
        let said =
            text(.number, row)
            ?? Said(text: "", cell: missingCell, line: row.line, column: column(of: .number), isDefault: false)
        do throws(ValueFault) {
            return Said(
                text: try usableNumber(said.text), cell: said.cell, line: said.line, column: said.column,
                isDefault: false)
        } catch {
            refuse(said, .number, row, error)
            return Said(text: "", cell: said.cell, line: said.line, column: said.column, isDefault: false)
        }
    }

    /// The heading that a field is read from, for faults of what is not there.
    func column(of field: InventoryField) -> String {
        switch plan.sources[field] {
        case .column(let index): headings[index]
        case .joined(let pieces): names(pieces)
        case nil: field.rawValue
        }
    }

    private func readTexts(_ row: SourceTable.Row, _ record: inout InventoryRecord) {
        func said(_ field: InventoryField) -> String? { text(field, row)?.text }
        record.name = said(.name)
        record.nameEn = said(.nameEn)
        record.model = said(.model)
        record.maker = said(.maker)
        record.origin = said(.origin)
        record.classScheme = said(.classScheme)
        record.classCode = said(.classCode)
        record.funding = said(.funding)
        record.commitment = said(.commitment)
        record.location = said(.location)
        record.function = said(.function)
        record.technical = said(.technical)
        record.contact = said(.contact)
        record.complaints = said(.complaints)
        record.pid = said(.pid)
        record.shareMode = said(.shareMode)
        record.priceBasis = said(.priceBasis)
        record.noAssistance = said(.noAssistance)
    }
}

/// Values of texts that repeat down a column; a class, so that it can be filled while its reader is in use.
final class Memo<Value> {
    private var known: [String: Value] = [:]
    /// Enough for the dates and amounts of a long list; a column where every cell differs gains nothing from more.
    private static var limit: Int { 8192 }

    func value(_ text: String, _ read: (String) throws(ValueFault) -> Value) throws(ValueFault) -> Value {
        if let value = known[text] { return value }
        let value = try read(text)
        if known.count < Self.limit { known[text] = value }
        return value
    }
}
