/// The transitions in a TZif file (RFC 9636), with its footer's rule written out for a whole Gregorian cycle.
struct ZoneFile {
    struct Expanded {
        var changes: [Int64]
        var offsets: [Int]
        var repeatsFrom: Int64
    }

    private let name: String
    private var changes: [Int64] = []
    private var offsets: [Int] = []
    private var footer: ZoneRule?

    init(name: String, bytes: [UInt8]) throws(ZoneFault) {
        self.name = name
        var reader = Reader(zone: name, bytes: bytes)
        let first = try reader.header()
        if first.version == 0 {
            try readBlock(&reader, first, timeSize: 4)
        } else {
            // The first block is for readers of version 1; the second says the same with 64 bits.
            reader.position += first.blockLength(timeSize: 4)
            let second = try reader.header()
            try readBlock(&reader, second, timeSize: 8)
            footer = try reader.footer()
        }
    }

    private mutating func readBlock(_ reader: inout Reader, _ header: Header, timeSize: Int) throws(ZoneFault) {
        guard header.leaps == 0 else {
            throw ZoneFault(zone: name, reason: "counts leap seconds; use the zone without \"right/\"")
        }
        guard header.types > 0 else { throw ZoneFault(zone: name, reason: "has no local time type") }
        for _ in 0..<header.times { changes.append(try reader.integer(timeSize)) }
        var kinds: [Int] = []
        for _ in 0..<header.times { kinds.append(Int(try reader.integer(1) & 0xff)) }
        var types: [Int] = []
        for _ in 0..<header.types {
            types.append(Int(try reader.integer(4)))
            reader.position += 2
        }
        reader.position += header.characters + header.standards + header.universals
        offsets = [types[0]]
        for kind in kinds {
            guard types.indices.contains(kind) else { throw ZoneFault(zone: name, reason: "names a type it lacks") }
            offsets.append(types[kind])
        }
        guard zip(changes, changes.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw ZoneFault(zone: name, reason: "has transitions out of order")
        }
    }

    /// The transitions of the file, then those of the rule for 400 years and a margin.
    func expanded() -> Expanded {
        guard let rule = footer else { return Expanded(changes: changes, offsets: offsets, repeatsFrom: .max) }
        var result = Expanded(changes: changes, offsets: offsets, repeatsFrom: .max)
        let from = changes.last ?? -Int64.max
        guard let summer = rule.summer else {
            if result.offsets.last != rule.offset, from > -Int64.max {
                // A file that ends otherwise than its rule: the rule holds after the last transition.
                result.offsets[result.offsets.count - 1] = rule.offset
            } else if changes.isEmpty {
                result.offsets = [rule.offset]
            }
            return result
        }
        let begin = changes.last.map { LocalTime(Instant(seconds: $0), offset: 0).day.components.year } ?? 1970
        for year in begin...(begin + 404) {
            let there = (summer.begins.instant(in: year, offset: rule.offset), summer.offset)
            let back = (summer.ends.instant(in: year, offset: summer.offset), rule.offset)
            for (change, offset) in there.0 < back.0 ? [there, back] : [back, there] where change > from {
                if change == result.changes.last {
                    result.offsets[result.offsets.count - 1] = offset
                } else {
                    result.changes.append(change)
                    result.offsets.append(offset)
                }
            }
        }
        result.repeatsFrom = Int64(Day(civil: begin + 402, 1, 1).number) * 86_400
        return result
    }
}

extension ZoneFile {
    struct Header {
        var version: Int
        var universals: Int
        var standards: Int
        var leaps: Int
        var times: Int
        var types: Int
        var characters: Int

        func blockLength(timeSize: Int) -> Int {
            times * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + standards + universals
        }
    }

    struct Reader {
        let zone: String
        let bytes: [UInt8]
        var position = 0

        /// A signed big-endian integer.
        mutating func integer(_ size: Int) throws(ZoneFault) -> Int64 {
            guard position + size <= bytes.count else { throw ZoneFault(zone: zone, reason: "is cut short") }
            var value: Int64 = bytes[position] >= 128 ? -1 : 0
            for byte in bytes[position..<(position + size)] { value = value << 8 | Int64(byte) }
            position += size
            return value
        }

        mutating func header() throws(ZoneFault) -> Header {
            guard position + 44 <= bytes.count, bytes[position..<(position + 4)].elementsEqual("TZif".utf8) else {
                throw ZoneFault(zone: zone, reason: "is not a TZif file")
            }
            let version = bytes[position + 4]
            position += 20
            var counts: [Int] = []
            for _ in 0..<6 {
                let count = Int(try integer(4))
                guard count >= 0, count <= bytes.count else { throw ZoneFault(zone: zone, reason: "is cut short") }
                counts.append(count)
            }
            return Header(
                version: version == 0 ? 0 : Int(version) - 48, universals: counts[0], standards: counts[1],
                leaps: counts[2], times: counts[3], types: counts[4], characters: counts[5])
        }

        /// The rule between two newlines; nil where it is empty.
        mutating func footer() throws(ZoneFault) -> ZoneRule? {
            guard position < bytes.count, bytes[position] == 10,
                let end = bytes[(position + 1)...].firstIndex(of: 10)
            else { throw ZoneFault(zone: zone, reason: "has no footer") }
            let text = bytes[(position + 1)..<end]
            guard !text.isEmpty else { return nil }
            guard let rule = ZoneRule(text) else {
                throw ZoneFault(zone: zone, reason: "has a rule that cannot be read")
            }
            return rule
        }
    }
}
