extension LoadReport {
    /// For people: a line for each verb, latencies in milliseconds.
    package var table: String {
        var text = "\(clients) clients, \(pipeline) under way each, \(Decimal.text(seconds, 1)) s measured"
        text += ranOut ? " (slots or firms ran out)\n\n" : "\n\n"
        var rows = [["", "ok", "a second", "mean ms", "p50", "p90", "p99", "p99.9", "max", "errors"]]
        for verb in verbs {
            var row = [verb.name, "\(verb.measured)", Decimal.text(verb.rate, 1)]
            if let latency = verb.latency {
                row.append(Decimal.text(latency.mean / 1000, 2))
                for value in [latency.p50, latency.p90, latency.p99, latency.p999, latency.max] {
                    row.append(Decimal.text(Double(value) / 1000, 2))
                }
            } else {
                row += Array(repeating: "-", count: 6)
            }
            row.append(verb.errors.isEmpty ? "0" : verb.errors.map { "\($0.code) \($0.count)" }.joined(separator: ", "))
            rows.append(row)
        }
        text += Self.aligned(rows)
        let answers = Double(max(1, verbs.reduce(0) { $0 + $1.measured }))
        let cpu = outcome.cpu
        text += "\nthroughput \(Decimal.text(rate, 1)) a second, errors \(Decimal.text(errorShare, 3)) %\n"
        text += "own CPU \(Decimal.text(cpu.user + cpu.system, 2)) s (user \(Decimal.text(cpu.user, 2)), "
        text +=
            "system \(Decimal.text(cpu.system, 2))), \(Decimal.text((cpu.user + cpu.system) * 1e6 / answers, 1)) µs an answer\n"
        for (kind, line) in outcome.tally.samples.sorted(by: { $0.key < $1.key }) { text += "first \(kind): \(line)\n" }
        return text
    }

    /// First column to the left, the last as it is, the others to the right.
    private static func aligned(_ rows: [[String]]) -> String {
        let last = rows[0].count - 1
        let widths = (0...last).map { column in rows.map { $0[column].count }.max() ?? 0 }
        var text = ""
        for row in rows {
            for (column, cell) in row.enumerated() {
                let space = String(repeating: " ", count: max(0, widths[column] - cell.count))
                text += column == 0 ? cell + space : column == last ? "  " + cell : "  " + space + cell
            }
            text += "\n"
        }
        return text
    }
}
