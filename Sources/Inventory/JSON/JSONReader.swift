import Booking

/// A strict RFC 8259 reader for lists: bounded in depth, keys once only, lines known.
struct JSONReader {
    let bytes: UnsafeBufferPointer<UInt8>
    let limits: ReadingOptions
    var at = 0
    private var line: Int

    /// Reads one array of objects that fills the whole text, which must be UTF-8.
    static func objects(
        _ bytes: ArraySlice<UInt8>, firstLine: Int, limits: ReadingOptions
    ) throws(InventoryFault) -> [(line: Int, members: [JSONMember])] {
        let outcome: Result<[(line: Int, members: [JSONMember])], InventoryFault> =
            bytes.withUnsafeBufferPointer { buffer in
                var reader = JSONReader(bytes: buffer, limits: limits, line: firstLine)
                do throws(InventoryFault) { return .success(try reader.list()) } catch { return .failure(error) }
            }
        return try outcome.get()
    }

    /// Reads one value of any kind that fills the whole text, which must be UTF-8.
    static func document(_ bytes: ArraySlice<UInt8>, limits: ReadingOptions) throws(InventoryFault) -> JSONValue {
        let outcome: Result<JSONValue, InventoryFault> = bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(bytes: buffer, limits: limits, line: 1)
            do throws(InventoryFault) {
                let value = try reader.value(depth: 1)
                guard reader.next() == nil else {
                    throw reader.fault("值之后还有文字；请删去。", "Text follows the value; take it away.")
                }
                return .success(value)
            } catch { return .failure(error) }
        }
        return try outcome.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, limits: ReadingOptions, line: Int) {
        self.bytes = bytes
        self.limits = limits
        self.line = line
    }

    private mutating func list() throws(InventoryFault) -> [(line: Int, members: [JSONMember])] {
        guard next() == UInt8(ascii: "[") else {
            throw fault("JSON 清单须是对象的数组，以 [ 开头。", "A JSON list is an array of objects and begins with [.")
        }
        at += 1
        var objects: [(line: Int, members: [JSONMember])] = []
        if next() == UInt8(ascii: "]") {
            at += 1
        } else {
            repeat {
                guard next() == UInt8(ascii: "{") else {
                    throw fault("此处应为一个对象（{…}），每台仪器一个。", "Here an object ({…}) is expected, one for each instrument.")
                }
                let line = line
                objects.append((line, try object(depth: 2)))
                if objects.count > limits.maxRows {
                    throw fault(
                        "清单超过 \(limits.maxRows) 项；请分成几份。", "The list has more than \(limits.maxRows) items; split it.")
                }
            } while try another(UInt8(ascii: "]"))
        }
        guard next() == nil else {
            throw fault("数组之后还有文字；请删去。", "Text follows the array; take it away.")
        }
        return objects
    }

    private mutating func value(depth: Int) throws(InventoryFault) -> JSONValue {
        guard depth <= limits.maxDepth else {
            throw fault("嵌套超过 \(limits.maxDepth) 层。", "Nested deeper than \(limits.maxDepth) levels.")
        }
        switch next() {
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["):
            at += 1
            var values: [JSONValue] = []
            if next() == UInt8(ascii: "]") {
                at += 1
                return .array([])
            }
            repeat { values.append(try value(depth: depth + 1)) } while try another(UInt8(ascii: "]"))
            return .array(values)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func object(depth: Int) throws(InventoryFault) -> [JSONMember] {
        at += 1
        if next() == UInt8(ascii: "}") {
            at += 1
            return []
        }
        var members: [JSONMember] = []
        var keys: Set<String> = []
        repeat {
            guard next() == UInt8(ascii: "\"") else {
                throw fault("此处应为引号中的键名。", "Here a key in quotes is expected.")
            }
            let line = line
            let key = try string()
            guard keys.insert(key).inserted else {
                throw fault("键 \(quoted(key)) 在一个对象中出现两次。", "The key \(quoted(key)) stands twice in one object.")
            }
            guard next() == UInt8(ascii: ":") else {
                throw fault("键 \(quoted(key)) 之后应为冒号。", "A colon is expected after the key \(quoted(key)).")
            }
            at += 1
            members.append(JSONMember(key: key, value: try value(depth: depth), line: line))
            guard members.count <= limits.maxColumns else {
                throw fault("一个对象超过 \(limits.maxColumns) 个键。", "More than \(limits.maxColumns) keys in one object.")
            }
        } while try another(UInt8(ascii: "}"))
        return members
    }

    /// Whether a comma stands here; the closing byte ends the repetition.
    private mutating func another(_ closing: UInt8) throws(InventoryFault) -> Bool {
        let byte = next()
        guard byte == UInt8(ascii: ",") || byte == closing else {
            let sign = String(UnicodeScalar(closing))
            throw fault("此处应为逗号或 \(sign)。", "A comma or \(sign) is expected here.")
        }
        at += 1
        if byte == UInt8(ascii: ","), next() == closing {
            throw fault("末项之后多了一个逗号。", "A comma stands after the last item; take it away.")
        }
        return byte != closing
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(InventoryFault) -> JSONValue {
        let count = word.utf8CodeUnitCount
        guard at + count <= bytes.count, (0..<count).allSatisfy({ bytes[at + $0] == word.utf8Start[$0] }) else {
            throw fault("此处不是 JSON 值；文字须加引号。", "This is no JSON value; put texts in quotes.")
        }
        at += count
        return value
    }

    private mutating func number() throws(InventoryFault) -> String {
        let start = at
        if peek == UInt8(ascii: "-") { at += 1 }
        let leading = peek
        let whole = digits()
        var good = whole == 1 || (whole > 1 && leading != UInt8(ascii: "0"))
        if peek == UInt8(ascii: ".") {
            at += 1
            good = digits() > 0 && good
        }
        if let byte = peek, byte | 0x20 == UInt8(ascii: "e") {
            at += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { at += 1 }
            good = digits() > 0 && good
        }
        guard good else {
            throw fault(
                "此处不是 JSON 值；文字须加引号，编号如 007 也要加引号。",
                "This is no JSON value; put texts in quotes, and numbers such as 007 too.")
        }
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<at]), as: UTF8.self)
    }

    private mutating func digits() -> Int {
        let start = at
        while let byte = peek, (48...57).contains(byte) { at += 1 }
        return at - start
    }

    var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    /// The next byte that is not white space, without taking it.
    private mutating func next() -> UInt8? {
        while let byte = peek {
            if byte == 10 { line += 1 }
            guard byte == 32 || byte == 9 || byte == 10 || byte == 13 else { return byte }
            at += 1
        }
        return nil
    }

    func fault(_ zh: String, _ en: String) -> InventoryFault {
        InventoryFault(line: line, Bilingual(zh: zh, en: en))
    }
}
