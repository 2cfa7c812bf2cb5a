package import Booking

/// What a value must look like. Whether the thing exists, and what a time means in its zone, is not judged here.
package enum ValueKind: Hashable, Sendable {
    /// Up to so many characters, not empty.
    case text(max: Int)
    /// The short name of a park, a unit or a firm.
    case code
    case instrument
    case unitOrInstrument
    /// A park, a unit or an instrument: where rules hold.
    case place
    case booking
    case closure
    /// A wish on a waiting list.
    case wish
    case need
    /// `organisation/person`.
    case account
    /// An organisation's code, or `organisation/person`.
    case organisationOrAccount
    case instant, span, day, month, money, share
    /// A month, a quarter or a year.
    case months
    case integer(ClosedRange<Int>)
    case oneOf([String])
    case yesNo
    /// The word of a command, in any case.
    case verb
    /// Never quoted in a message or a log.
    case secret

    /// What would be right, in a few words.
    package var shape: Bilingual {
        switch self {
        case .text(let max): Bilingual(zh: "1 至 \(max) 个字的文字", en: "text of 1 to \(max) characters")
        case .code:
            Bilingual(
                zh: "小写字母、数字和连字符，如 siom，至多 40 个", en: "lower-case letters, digits and hyphens, as siom, up to 40")
        case .instrument: Bilingual(zh: "单位/编号，如 siom/sem-01", en: "unit/number, as siom/sem-01")
        case .unitOrInstrument:
            Bilingual(zh: "单位，或 单位/编号，如 siom/sem-01", en: "a unit, or unit/number, as siom/sem-01")
        case .place:
            Bilingual(zh: "园区，单位，或 单位/编号，如 siom/sem-01", en: "a park, a unit, or unit/number, as siom/sem-01")
        case .booking: Bilingual(zh: "b 加数字，如 b1042", en: "b and digits, as b1042")
        case .closure: Bilingual(zh: "c 加数字，如 c17", en: "c and digits, as c17")
        case .wish: Bilingual(zh: "w 加数字，如 w17", en: "w and digits, as w17")
        case .need: Bilingual(zh: "n 加数字，如 n17", en: "n and digits, as n17")
        case .account: Bilingual(zh: "单位/人，如 acme/lin", en: "organisation/person, as acme/lin")
        case .organisationOrAccount:
            Bilingual(zh: "单位代码，或 单位/人，如 acme/lin", en: "an organisation, or organisation/person, as acme/lin")
        case .instant:
            Bilingual(
                zh: "时刻，如 2026-12-02T09:00 或 2026-12-02T09:00+08:00；不写时区即仪器所在地时间，精确到分",
                en: "a time, as 2026-12-02T09:00 or 2026-12-02T09:00+08:00; without an offset it is the instrument's "
                    + "own wall clock; whole minutes")
        case .span: Bilingual(zh: "时长，如 90m、2h、1h30m、1d", en: "a length, as 90m, 2h, 1h30m or 1d")
        case .day: Bilingual(zh: "日期，如 2026-11-23", en: "a day, as 2026-11-23")
        case .month: Bilingual(zh: "月份，如 2026-11", en: "a month, as 2026-11")
        case .months:
            Bilingual(
                zh: "月份 2026-11、季度 2026-Q4、年度 2026 或 2026-07/2027-06",
                en: "a month, as 2026-11, a quarter, as 2026-Q4, a year, as 2026, or 2026-07/2027-06")
        case .money: Bilingual(zh: "金额（元），如 350 或 350.00", en: "an amount in yuan, as 350 or 350.00")
        case .share: Bilingual(zh: "百分比 0 至 100，如 70 或 33.33", en: "a percentage from 0 to 100, as 70 or 33.33")
        case .integer(let range):
            Bilingual(
                zh: "\(range.lowerBound) 至 \(range.upperBound) 的整数",
                en: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        case .oneOf(let words):
            Bilingual(
                zh: words.joined(separator: "、") + " 之一",
                en: words.count == 1 ? words[0] : "one of " + words.joined(separator: ", "))
        case .yesNo: Bilingual(zh: "yes 或 no", en: "yes or no")
        case .verb: Bilingual(zh: "一个命令名，如 RESERVE", en: "a command's name, as RESERVE")
        case .secret: Bilingual(zh: "令牌，不含空格", en: "a token, without spaces")
        }
    }

    /// The words that are allowed, where they are few.
    package var allowed: [String]? {
        switch self {
        case .oneOf(let words): words
        case .yesNo: ["yes", "no"]
        case .verb: Verb.allCases.map(\.rawValue)
        default: nil
        }
    }

    func accepts(_ value: String) -> Bool {
        switch self {
        case .text(let max): !value.isEmpty && value.unicodeScalars.count <= max
        case .code: Self.isCode(value)
        case .instrument: Self.isPair(value)
        case .unitOrInstrument, .place, .organisationOrAccount: Self.isPair(value) || Self.isCode(value)
        case .booking: Self.isNumbered(value, "b")
        case .closure: Self.isNumbered(value, "c")
        case .wish: Self.isNumbered(value, "w")
        case .need: Self.isNumbered(value, "n")
        case .account: Self.isPair(value)
        // The reader of times judges the rest; a bounded length keeps its work small.
        case .instant, .span: !value.isEmpty && value.utf8.count <= 40
        case .day: Self.matches(value, "0000-00-00")
        case .month: Self.matches(value, "0000-00") && (1...12).contains(Int(value.suffix(2)) ?? 0)
        case .months: Month(text: value) != nil || RollUpSpan(value.lowercased()) != nil
        case .money: Self.isDecimal(value, whole: 12)
        case .share: Self.isShare(value)
        case .integer(let range): value.utf8.count <= 19 && Int(value).map(range.contains) ?? false
        case .oneOf(let words): words.contains(value)
        case .yesNo: value == "yes" || value == "no"
        case .verb: Verb(rawValue: value.uppercased()) != nil
        case .secret: !value.isEmpty && value.utf8.count <= 256 && !value.utf8.contains(0x20)
        }
    }

    private static func isCode(_ value: some StringProtocol) -> Bool {
        let bytes = value.utf8
        return (1...40).contains(bytes.count) && bytes.first != UInt8(ascii: "-")
            && bytes.allSatisfy { isDigit($0) || (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") }
    }

    /// The holder's own number after the slash may be nearly anything, so only its size is bounded.
    private static func isPair(_ value: String) -> Bool {
        guard let slash = value.utf8.firstIndex(of: UInt8(ascii: "/")) else { return false }
        let second = value[value.utf8.index(after: slash)...].utf8
        return isCode(value[..<slash]) && (1...100).contains(second.count) && !second.contains(UInt8(ascii: "/"))
    }

    private static func isNumbered(_ value: String, _ prefix: Character) -> Bool {
        value.first == prefix && (2...19).contains(value.utf8.count) && value.utf8.dropFirst().allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func matches(_ value: String, _ pattern: String) -> Bool {
        value.utf8.count == pattern.utf8.count
            && zip(value.utf8, pattern.utf8).allSatisfy { $1 == 0x30 ? isDigit($0) : $0 == $1 }
    }

    private static func isDecimal(_ value: String, whole: Int) -> Bool {
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...whole).contains(parts[0].utf8.count) else { return false }
        return parts.allSatisfy { $0.utf8.allSatisfy(isDigit) }
            && (parts.count == 1 || (1...2).contains(parts[1].utf8.count))
    }

    private static func isShare(_ value: String) -> Bool {
        let number = value.hasSuffix("%") ? String(value.dropLast()) : value
        guard isDecimal(number, whole: 3) else { return false }
        let parts = number.split(separator: ".")
        let whole = Int(parts[0]) ?? 101
        return whole < 100 || whole == 100 && parts.dropFirst().allSatisfy { $0.utf8.allSatisfy { $0 == 0x30 } }
    }
}
