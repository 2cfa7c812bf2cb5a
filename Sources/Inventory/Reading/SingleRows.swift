import Booking

/// The plain layout: a row is an instrument.
enum SingleRows {
    /// A number that stands on several rows is refused on each of them.
    static func judged(_ readings: [RowReader.Reading]) -> [ReadRow] {
        var places: [String: [Int]] = [:]
        for (index, reading) in readings.enumerated() where !reading.record.number.isEmpty {
            places[reading.record.number, default: []].append(index)
        }
        return readings.enumerated().map { index, reading in
            let number = reading.record.number
            var faults = reading.faults
            if let same = places[number], same.count > 1 {
                faults.append(duplicate(reading, listed(same, except: index, readings)))
            }
            return ReadRow(
                line: reading.line, number: number.isEmpty ? nil : number,
                result: faults.isEmpty ? .record(reading.record) : .refused(faults))
        }
    }

    private static func duplicate(_ reading: RowReader.Reading, _ list: String) -> CellFault {
        return CellFault(
            line: reading.numberLine, column: reading.numberColumn, field: .number,
            message: Bilingual(
                zh: "编号 \(quoted(reading.record.number)) 也出现在第 \(list) 行；每台仪器须有自己的编号（一行一项服务的清单请用 %layout services）。",
                en:
                    "The number \(quoted(reading.record.number)) is also on line \(list); every instrument needs its own (for a list with a service a row use %layout services)."
            ))
    }

    /// The lines of a few of the rows for a message; never more, since thousands may share one number.
    static func listed(_ rows: [Int], except index: Int? = nil, _ readings: [RowReader.Reading]) -> String {
        let lines = rows.lazy.filter { $0 != index }.prefix(6).map { String(readings[$0].line) }
        return lines.count > 5 ? "\(lines.prefix(5).joined(separator: ", ")), …" : lines.joined(separator: ", ")
    }
}
