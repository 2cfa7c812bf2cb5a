/// What a publication does to a record that stands, and what its publisher says of it (rules D7 and D8).
package struct RecordRevision: Sendable {
    /// What the register has; nil where the instrument is new to it.
    package var before: InventoryRecord?
    /// How the prices of this record move against the list before.
    package var moves: [PriceMove]
    /// How the prices of the whole publication move.
    package var tally: PriceTally
    /// Why value, funding, commitment or date of acceptance are corrected; nil where no reason was given.
    package var correction: String?
    /// The new prices that the publisher says are meant, by service code.
    package var confirmed: [String: Money]

    package static let none = RecordRevision()

    package init(
        before: InventoryRecord? = nil, moves: [PriceMove] = [], tally: PriceTally = PriceTally(),
        correction: String? = nil, confirmed: [String: Money] = [:]
    ) {
        self.before = before
        self.moves = moves
        self.tally = tally
        self.correction = correction
        self.confirmed = confirmed
    }
}

/// Prices that a publisher names one by one as meant, by the instrument's number and the service's code (rule D8).
package struct ConfirmedPrices: Hashable, Sendable {
    private var prices: [String: [String: Money]] = [:]

    package init() {}

    package subscript(_ number: String) -> [String: Money] { prices[number] ?? [:] }

    /// Notes one price; false where that service has been confirmed already.
    package mutating func confirm(_ number: String, service: String, price: Money) -> Bool {
        prices[number, default: [:]].updateValue(price, forKey: service) == nil
    }
}

/// A change of a column that is only ever corrected (rule D7), as the inventory writes both values.
package struct RecordCorrection: Hashable, Sendable {
    /// The share of public money is part of how the instrument was funded.
    package enum Column: String, CaseIterable, Sendable {
        case originalValue = "original-value"
        case publicShare = "public-share"
        case funding
        /// The duty to disclose rests on it (rule D1).
        case commitment
        case acceptanceDate = "acceptance-date"
    }

    package let column: Column
    package let old: String
    /// Empty where the new list says nothing.
    package let new: String
}

/// The corrections that a new record makes, in the order of the inventory. Filling in what was not said is none.
package func corrections(from before: InventoryRecord, to after: InventoryRecord) -> [RecordCorrection] {
    RecordCorrection.Column.allCases.compactMap { column in
        let (old, new) = (column.text(before), column.text(after))
        return old.isEmpty || old == new ? nil : RecordCorrection(column: column, old: old, new: new)
    }
}

extension RecordCorrection.Column {
    fileprivate func text(_ record: InventoryRecord) -> String {
        switch self {
        case .originalValue: record.originalValue?.description ?? ""
        case .publicShare: record.publicShare?.description ?? ""
        case .funding: record.funding ?? ""
        case .commitment: record.commitment ?? ""
        case .acceptanceDate: record.acceptanceDate?.description ?? ""
        }
    }
}
