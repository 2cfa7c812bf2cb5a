import Booking

/// The layout of price lists: rows with one number are one instrument, and each is a service of it.
enum ServiceLayout {
    /// An instrument stands or falls with all of its rows: published without some of its prices it would say less than
    /// its list.
    static func merged(_ readings: [RowReader.Reading]) -> [ReadRow] {
        var groups: [String: [Int]] = [:]
        var order: [(number: String, index: Int)] = []
        var rows: [(line: Int, row: ReadRow)] = []
        for (index, reading) in readings.enumerated() {
            let number = reading.record.number
            if number.isEmpty {
                let row = ReadRow(line: reading.line, number: nil, result: .refused(reading.faults))
                rows.append((reading.line, row))
            } else if groups[number, default: []].isEmpty {
                groups[number] = [index]
                order.append((number, index))
            } else {
                groups[number]?.append(index)
            }
        }
        for (number, _) in order {
            for row in group(number, (groups[number] ?? []).map { readings[$0] }) { rows.append((row.line, row)) }
        }
        return rows.sorted { $0.line < $1.line }.map(\.row)
    }

    private static func group(_ number: String, _ readings: [RowReader.Reading]) -> [ReadRow] {
        var faults = readings.map(\.faults)
        var codes: [String: [Int]] = [:]
        for (index, reading) in readings.enumerated() {
            for offer in reading.record.services where !offer.code.isEmpty {
                codes[offer.code, default: []].append(index)
            }
        }
        for (code, places) in codes where places.count > 1 {
            for place in places {
                let others = SingleRows.listed(places, except: place, readings)
                faults[place].append(
                    CellFault(
                        line: readings[place].line, column: InventoryField.serviceCode.rawValue, field: .serviceCode,
                        message: Bilingual(
                            zh:
                                "\(quoted(number)) 的服务代码 \(quoted(code)) 也出现在第 \(others) 行；每项服务须有自己的代码。",
                            en:
                                "The service code \(quoted(code)) of \(quoted(number)) is also on line \(others); every service needs its own."
                        )))
            }
        }
        var record = readings[0].record
        var extras = Extras()
        extras.add(readings[0].record.extras)
        for (index, reading) in readings.enumerated().dropFirst() {
            if reading.faults.isEmpty {
                faults[index] += disagreements(record, reading, with: readings[0].line)
                record.services += reading.record.services
                extras.add(reading.record.extras)
            }
        }
        record.extras = extras.joined
        let refused = faults.indices.filter { !faults[$0].isEmpty }
        if refused.isEmpty { return [ReadRow(line: readings[0].line, number: number, result: .record(record))] }
        if faults[0].isEmpty {
            let lines = SingleRows.listed(refused, readings)
            faults[0].append(
                CellFault(
                    line: readings[0].line, column: "", field: nil,
                    message: Bilingual(
                        zh: "仪器 \(quoted(number)) 的第 \(lines) 行被拒；改好后整台仪器一并登记。",
                        en:
                            "Line \(lines) of the instrument \(quoted(number)) is refused; it is taken whole once that is mended."
                    )))
        }
        return faults.indices.filter { !faults[$0].isEmpty }.map {
            ReadRow(line: readings[$0].line, number: number, result: .refused(faults[$0]))
        }
    }

    /// Rows of one instrument may not say two things of it.
    private static func disagreements(
        _ first: InventoryRecord, _ other: RowReader.Reading, with line: Int
    ) -> [CellFault] {
        var faults: [CellFault] = []
        for field in InventoryField.columns where field != .services {
            let (one, two) = (RecordCells.cell(field, first), RecordCells.cell(field, other.record))
            // Full-width brackets and half-width ones say the same.
            guard one != two, Folding.key(one) != Folding.key(two) else { continue }
            faults.append(
                CellFault(
                    line: other.line, column: field.rawValue, field: field,
                    message: Bilingual(
                        zh: "\(field.rawValue) 为 \(quoted(two))，而同一仪器的第 \(line) 行为 \(quoted(one))；同一仪器各行须一致。",
                        en:
                            "\(field.rawValue) is \(quoted(two)) here and \(quoted(one)) on line \(line) of the same instrument; its rows must agree."
                    )))
        }
        return faults
    }

    /// The extras of the rows: a value that all share once, several on a line each.
    private struct Extras {
        private var values: [String: [String]] = [:]
        private var seen: [String: Set<String>] = [:]

        mutating func add(_ extras: [InventoryRecord.Extra]) {
            for extra in extras where seen[extra.name, default: []].insert(extra.value).inserted {
                values[extra.name, default: []].append(extra.value)
            }
        }

        var joined: [InventoryRecord.Extra] {
            values.map { .init(name: $0.key, value: $0.value.joined(separator: "\n")) }.sorted { $0.name < $1.name }
        }
    }
}
