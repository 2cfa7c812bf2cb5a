/// Lays out rows under headings, columns aligned by what a terminal shows.
package struct TableLayout: Sendable {
    package var headings: [String]
    package var rows: [[String]]
    /// Columns of figures, which stand to the right.
    package var figures: Set<Int>
    /// The last column holds sentences, which are broken rather than cut.
    package var wrapsLast: Bool

    package init(headings: [String], rows: [[String]], figures: Set<Int> = [], wrapsLast: Bool = false) {
        self.headings = headings
        self.rows = rows
        self.figures = figures
        self.wrapsLast = wrapsLast
    }

    /// - Parameter width: No line is wider if columns can be made narrower at all.
    package func lines(width: Int) -> [String] { Array(blocks(width: width).joined()) }

    /// The lines of the headings, then those of each row.
    package func blocks(width: Int) -> [[String]] {
        let widths = fitted(to: width)
        return ([headings] + rows).map { block($0, widths) }
    }

    private func block(_ cells: [String], _ widths: [Int]) -> [String] {
        guard wrapsLast, let last = widths.last, cells.count == widths.count else { return [line(cells, widths)] }
        let pieces = TextWidth.wrap(cells[cells.count - 1], to: last)
        let rest = [String](repeating: "", count: cells.count - 1)
        return pieces.enumerated().map { index, piece in
            line((index == 0 ? Array(cells.dropLast()) : rest) + [piece], widths)
        }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var result = ""
        for (column, width) in widths.enumerated() {
            let cell = TextWidth.cut(column < cells.count ? cells[column] : "", to: width)
            let gap = String(repeating: " ", count: max(0, width - TextWidth.of(cell)))
            result += column == 0 ? "" : "  "
            result += figures.contains(column) ? gap + cell : cell + gap
        }
        while result.last == " " { result.removeLast() }
        return result
    }

    /// Sentences give way first, down to thirty columns; then the widest columns, none below ten.
    private func fitted(to width: Int) -> [Int] {
        var widths = headings.indices.map { column in
            ([headings] + rows).map { column < $0.count ? TextWidth.of($0[column]) : 0 }.max() ?? 0
        }
        guard width < .max else { return widths }
        let available = max(10, width - 2 * max(0, widths.count - 1))
        var excess = widths.reduce(0, +) - available
        if wrapsLast, excess > 0, let last = widths.last {
            let given = min(excess, max(0, last - 30))
            widths[widths.count - 1] -= given
            excess -= given
        }
        while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 10 {
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }
}
