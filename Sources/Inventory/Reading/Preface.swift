import Booking

/// The directives before a list.
///
/// Those before a line `%list` come from a file of their own and may be in another encoding than the list; those after
/// it, or all where there is no such line, are part of the list's file, and the whole of it is looked at before any of
/// them is read: a few bytes alone can be good UTF-8 and good GBK at once, as 元 in GBK is.
struct Preface {
    private(set) var mapping = Mapping()
    private(set) var list: ArraySlice<UInt8>
    private(set) var firstLine = 1

    private struct Line {
        /// Counted as faults count.
        let number: Int
        let bytes: ArraySlice<UInt8>
        /// Which of the files it is from.
        let file: Int
    }

    init(_ bytes: ArraySlice<UInt8>) throws(InventoryFault) {
        var lines: [Line] = []
        var file = 0
        list = bytes
        while true {
            let start = list.starts(with: [0xEF, 0xBB, 0xBF]) ? list.startIndex + 3 : list.startIndex
            let end = list[start...].firstIndex { $0 == 10 || $0 == 13 } ?? list.endIndex
            let content = list[start..<end]
            let isDirective = content.first { $0 != 32 && $0 != 9 } == UInt8(ascii: "%")
            guard isDirective || (content.allSatisfy { $0 == 32 || $0 == 9 } && end < list.endIndex) else { break }
            var next = end
            if next < list.endIndex {
                let pair = list[next] == 13 && next + 1 < list.endIndex && list[next + 1] == 10
                next += pair ? 2 : 1
            }
            list = list[next...]
            if isDirective { lines.append(Line(number: firstLine, bytes: content, file: file)) }
            firstLine += 1
            if isDirective, Self.endsFile(content) {
                firstLine = 1
                file += 1
            }
        }
        try read(lines, listFile: file)
    }

    private mutating func read(_ lines: [Line], listFile: Int) throws(InventoryFault) {
        let evidence = DirectiveEncoding.Evidence(list)
        var faults: [CellFault] = []
        var encodings: [Int: DirectiveEncoding] = [:]
        for (file, block) in Dictionary(grouping: lines, by: \.file) {
            encodings[file] = DirectiveEncoding(
                block.map(\.bytes), before: file == listFile ? evidence : .none)
        }
        for line in lines {
            do throws(ValueFault) {
                let encoding = encodings[line.file] ?? .each
                let text = Folding.trim(try encoding.text(line.bytes))
                if text.hasPrefix("%%") { continue }
                try mapping.add(try Directive(text), line: line.number)
            } catch {
                let word = String(decoding: line.bytes.prefix { $0 > 32 }.prefix(20), as: UTF8.self)
                faults.append(CellFault(line: line.number, column: word, message: error.message))
            }
        }
        if !faults.isEmpty { throw InventoryFault(faults) }
    }

    /// A line `%list` and nothing else, in any encoding.
    private static func endsFile(_ bytes: ArraySlice<UInt8>) -> Bool {
        Folding.trim(String(decoding: bytes, as: UTF8.self)).lowercased() == "%list"
    }
}
