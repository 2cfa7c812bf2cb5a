/// A table of the bulletin: a caption, headings, rows.
struct BulletinTable {
    private let caption: String
    private let columns: [(name: String, isNumber: Bool)]
    private var rows: [(cells: [String], isSum: Bool, marked: Int?)] = []

    init(caption: String, _ columns: [(String, Bool)]) {
        self.caption = caption
        self.columns = columns.map { (name: $0.0, isNumber: $0.1) }
    }

    /// - Parameter marked: the cell that asks for attention.
    mutating func add(_ cells: [String], marked: Int? = nil) { rows.append((cells, false, marked)) }

    mutating func sum(_ cells: [String]) { rows.append((cells, true, nil)) }

    /// The first column that is no number heads its row.
    func write(_ page: inout Markup) {
        let heading = columns.firstIndex { !$0.isNumber }
        page.inside("table") { table in
            table.element("caption", caption)
            table.inside("thead") { head in
                head.inside("tr") { row in
                    for column in columns {
                        row.element("th", ["scope": "col", "class": column.isNumber ? "n" : "t"], column.name)
                    }
                }
            }
            table.inside("tbody") { body in
                for row in rows {
                    body.inside("tr", ["class": row.isSum ? "sum" : "row"]) { line in
                        for (index, cell) in row.cells.enumerated() {
                            let kind = (columns[index].isNumber ? "n" : "t") + (row.marked == index ? " open" : "")
                            if index == heading {
                                line.element("th", ["scope": "row", "class": kind], cell)
                            } else {
                                line.element("td", ["class": kind], cell)
                            }
                        }
                    }
                }
            }
        }
    }
}
