import Booking

/// All that the directives before a list say about it.
struct Mapping {
    struct Entry<Value> {
        let value: Value
        let line: Int
        /// The directive's word, for messages.
        let word: String
    }

    private(set) var columns: [String: Entry<InventoryField?>] = [:]
    private(set) var columnNames: [String: String] = [:]
    private(set) var composed: [InventoryField: Entry<[Directive.Piece]>] = [:]
    private(set) var defaults: [InventoryField: Entry<String>] = [:]
    private(set) var units: [InventoryField: Entry<String>] = [:]
    /// By field and folded text.
    private(set) var values: [InventoryField: [String: String]] = [:]
    private(set) var slugged: Set<InventoryField> = []
    private(set) var mergesServices = false
    private(set) var correction: String?
    private(set) var confirmed = ConfirmedPrices()
    private var sources: [InventoryField: Int] = [:]

    /// Takes one directive; nothing may be said twice.
    mutating func add(_ directive: Directive, line: Int) throws(ValueFault) {
        switch directive {
        case .map(let column, let field):
            let key = Folding.key(column)
            guard columns[key] == nil else {
                throw ValueFault("列 \(quoted(column)) 已经映射过。", "The column \(quoted(column)) is mapped already.")
            }
            if let field { try claim(field, line) }
            columns[key] = Entry(value: field, line: line, word: "%map")
            columnNames[key] = column
        case .compose(let field, let pieces):
            try claim(field, line)
            composed[field] = Entry(value: pieces, line: line, word: "%compose")
        case .default(let field, let value):
            guard defaults.updateValue(Entry(value: value, line: line, word: "%default"), forKey: field) == nil else {
                throw twice(field, "%default")
            }
        case .unit(let field, let unit):
            try checkUnit(field, unit)
            guard units.updateValue(Entry(value: unit, line: line, word: "%unit"), forKey: field) == nil else {
                throw twice(field, "%unit")
            }
        case .value(let field, let from, let to):
            guard values[field, default: [:]].updateValue(to, forKey: Folding.key(from)) == nil else {
                throw ValueFault(
                    "\(field.rawValue) 的 \(quoted(from)) 已经说明过。",
                    "\(quoted(from)) of \(field.rawValue) is explained already.")
            }
        case .slug(let field): slugged.insert(field)
        case .layoutServices: mergesServices = true
        case .correction(let reason):
            guard correction == nil else {
                throw ValueFault("%correction 只写一条。", "There is a %correction already; give one reason.")
            }
            correction = reason
        case .confirmPrice(let number, let service, let price):
            guard confirmed.confirm(number, service: service, price: price) else {
                throw ValueFault(
                    "\(quoted("\(number)/\(service)")) 的价格已经确认过。",
                    "The price of \(quoted("\(number)/\(service)")) is confirmed already.")
            }
        case .list: break
        }
    }

    /// What a cell means where `%value` explains it, else nil.
    func meaning(_ field: InventoryField, _ text: String) -> String? {
        guard let table = values[field] else { return nil }
        return table[Folding.key(text)]
    }

    private mutating func claim(_ field: InventoryField, _ line: Int) throws(ValueFault) {
        if let other = sources.updateValue(line, forKey: field) {
            throw ValueFault(
                "字段 \(field.rawValue) 在第 \(other) 行已有来源；要合并几列请用一条 %compose。",
                "The field \(field.rawValue) has its source on line \(other) already; to join columns use one %compose."
            )
        }
    }

    private func checkUnit(_ field: InventoryField, _ unit: String) throws(ValueFault) {
        guard let dimension = field.dimension else {
            throw ValueFault(
                "\(field.rawValue) 没有单位可言；%unit 用于 original-value、price、public-share、set-up、clean-down。",
                "\(field.rawValue) has no unit; %unit is for original-value, price, public-share, set-up and clean-down."
            )
        }
        guard UnitHint(unit, dimension) != nil else {
            throw ValueFault(
                "\(quoted(unit)) 不是 \(field.rawValue) 的单位；可写 \(dimension.examples)。",
                "\(quoted(unit)) is not a unit of \(field.rawValue); write one of \(dimension.examples).")
        }
    }

    private func twice(_ field: InventoryField, _ word: String) -> ValueFault {
        ValueFault("\(field.rawValue) 已有 \(word)。", "\(field.rawValue) has its \(word) already.")
    }
}

/// The unit of the bare numbers of a column.
enum UnitHint: Hashable {
    case money(MoneyText.Unit)
    case share(ShareText.Unit)
    case time(MinutesText.Unit)

    init?(_ text: String, _ dimension: InventoryField.Dimension) {
        switch dimension {
        case .money:
            guard let unit = MoneyText.Unit(text) else { return nil }
            self = .money(unit)
        case .share:
            guard let unit = ShareText.Unit(text) else { return nil }
            self = .share(unit)
        case .time:
            guard let unit = MinutesText.Unit(text) else { return nil }
            self = .time(unit)
        }
    }

    var money: MoneyText.Unit? { if case .money(let unit) = self { unit } else { nil } }
    var share: ShareText.Unit? { if case .share(let unit) = self { unit } else { nil } }
    var time: MinutesText.Unit? { if case .time(let unit) = self { unit } else { nil } }
}
