package import Booking

/// One row of an inventory as it was read: a record, or what was wrong with it already.
package struct PublishRow: Sendable {
    /// Where the row stands in the document, counted from 1.
    package let line: Int
    package let candidate: Candidate

    package enum Candidate: Sendable {
        case record(InventoryRecord)
        case unreadable([RowFault])
    }

    package init(line: Int, candidate: Candidate) {
        self.line = line
        self.candidate = candidate
    }
}

/// Why a row was refused.
package struct RowFault: Hashable, Sendable {
    /// The very line at fault, where a row has several; nil: the row's first.
    package let line: Int?
    package let rule: RuleID?
    package let column: String?
    /// The service's code, where one price is meant.
    package let service: String?
    /// What was published before and what would be, where that is the fault (rules D7 and D8).
    package let old: String?
    package let new: String?
    package let message: Bilingual

    package init(
        line: Int? = nil, rule: RuleID?, column: String?, service: String? = nil, old: String? = nil,
        new: String? = nil, message: Bilingual
    ) {
        self.line = line
        self.rule = rule
        self.column = column
        self.service = service
        self.old = old
        self.new = new
        self.message = message
    }

    init(_ fault: RecordFault) {
        self.init(
            rule: fault.rule, column: fault.column, service: fault.service, old: fault.old, new: fault.new,
            message: fault.message)
    }
}

/// What became of an inventory, row by row.
package struct PublishReport: Sendable {
    package enum Outcome: String, Sendable { case created, changed, same, refused }

    package struct Row: Sendable {
        package let line: Int
        package let path: InstrumentPath?
        package let outcome: Outcome
        package let faults: [RowFault]
        /// What is not refused but will stand in the edition, as a disclosure past its deadline.
        package let findings: [Verdict]
    }

    package var rows: [Row] = []
    /// False where a refused row, or a dry run, kept everything as it was.
    package var applied = false

    package func count(_ outcome: Outcome) -> Int { rows.count { $0.outcome == outcome } }
}
