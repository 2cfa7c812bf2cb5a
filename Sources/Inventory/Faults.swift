package import Booking

/// One thing wrong with one place of a list, with what would be right.
package struct CellFault: Error, Hashable, Sendable {
    /// The line on which the cell begins, counted from 1 as an editor counts: from the line after `%list` where the
    /// document has one, else from the document's first line.
    package let line: Int
    /// The heading as the list has it, `%unit` and the like for a directive, empty where the whole row is meant.
    package let column: String
    /// The field that the column was read as; nil for directives, extras and whole rows.
    package let field: InventoryField?
    /// The rule that was broken; nil where the text could not be read at all.
    package let rule: RuleID?
    /// One sentence with the fault and the cure, which does not repeat line and column.
    package let message: Bilingual

    package init(line: Int, column: String, field: InventoryField? = nil, rule: RuleID? = nil, message: Bilingual) {
        self.line = line
        self.column = column
        self.field = field
        self.rule = rule
        self.message = message
    }
}

/// A document that gives no rows at all: its bytes, its form, its headings or its directives are at fault.
package struct InventoryFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// Never empty; in order of line.
    package let faults: [CellFault]

    package init(_ faults: [CellFault]) { self.faults = faults }

    init(line: Int, column: String = "", _ message: Bilingual) {
        faults = [CellFault(line: line, column: column, message: message)]
    }

    /// The first fault with its place, as one sentence.
    package var message: Bilingual {
        guard let first = faults.first else { return Bilingual(zh: "清单无法读取。", en: "The list cannot be read.") }
        let more = faults.count - 1
        return Bilingual(
            zh: "第 \(first.line) 行\(first.column.isEmpty ? "" : "「\(first.column)」")：\(first.message.zh)"
                + (more > 0 ? "（另有 \(more) 处）" : ""),
            en: "line \(first.line)\(first.column.isEmpty ? "" : ", \(first.column)"): \(first.message.en)"
                + (more > 0 ? " (and \(more) more)" : ""))
    }

    package var description: String { message.en }
}

/// Why a text is not the value it should be; whoever reads it adds the place.
struct ValueFault: Error {
    let message: Bilingual

    init(_ zh: String, _ en: String) { message = Bilingual(zh: zh, en: en) }
    init(_ message: Bilingual) { self.message = message }
}

/// A piece of the input for a message: short, on one line, without control characters.
func quoted(_ text: some StringProtocol) -> String { TextFault.quote(text) }
