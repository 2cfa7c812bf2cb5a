import Booking

/// Calendar days as people write them.
enum DateText {
    /// Reads `2026-03-05`, `2026/3/5`, `2026.3.5`, `2026年3月5日`, `20260305`, `5 March 2026`, `Mar 5, 2026`, each also
    /// with a midnight behind it as spreadsheets export it. What leaves the day or the order open is refused.
    static func day(_ text: String) throws(ValueFault) -> Day {
        let plain = withoutMidnight(Folding.narrow(text))
        if plain.utf8.count == 8, plain.utf8.allSatisfy({ (48...57).contains($0) }) {
            return try day(text, String(plain.prefix(4)), String(plain.dropFirst(4).prefix(2)), String(plain.suffix(2)))
        }
        let parts = plain.split { !($0.isNumber || $0.isLetter) || "年月日号".contains($0) }
        let between = plain.filter { !($0.isASCII && ($0.isNumber || $0.isLetter)) }
        switch (parts.count, between) {
        case (3, "--"), (3, "//"), (3, ".."), (3, "年月日"), (3, "年月号"), (3, "年月"):
            guard parts[0].count == 4 else {
                throw ValueFault(
                    "\(quoted(text)) 看不出年月日的次序；请写 2026-03-05。",
                    "\(quoted(text)) leaves open which part is the year, month and day; write 2026-03-05.")
            }
            return try day(text, String(parts[0]), String(parts[1]), String(parts[2]))
        case (3, _):
            if let month = month(parts[1]) { return try day(text, String(parts[2]), month, String(parts[0])) }
            if let month = month(parts[0]) { return try day(text, String(parts[2]), month, String(parts[1])) }
            throw notDay(text)
        case (2, _) where parts[0].count == 4:
            throw ValueFault(
                "\(quoted(text)) 没有写明哪一日；请写 2026-03-05。", "\(quoted(text)) does not say which day; write 2026-03-05.")
        default: throw notDay(text)
        }
    }

    private static func day(_ text: String, _ year: String, _ month: String, _ day: String) throws(ValueFault) -> Day {
        guard year.count == 4, let year = Int(year), let month = Int(month), let number = Int(day) else {
            throw notDay(text)
        }
        guard (1900...2100).contains(year), let day = Day(year: year, month: month, day: number) else {
            throw ValueFault(
                "\(quoted(text)) 不是日历上的日子（1900-2100 年）。", "\(quoted(text)) is no day of the calendar (years 1900-2100)."
            )
        }
        return day
    }

    private static func withoutMidnight(_ text: String) -> String {
        for midnight in [
            " 00:00:00.000", " 00:00:00.0", " 00:00:00", " 0:00:00", " 00:00", " 0:00", "T00:00:00", "T00:00:00Z",
        ]
        where text.hasSuffix(midnight) {
            return Folding.trim(String(text.dropLast(midnight.count)))
        }
        return text
    }

    /// The number of an English month name or its first three letters.
    private static func month(_ word: Substring) -> String? {
        let months = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november",
            "december",
        ]
        let key = Folding.key(word)
        guard key.count >= 3,
            let index = months.firstIndex(where: { $0.hasPrefix(key) || key == "sept" && $0 == "september" })
        else { return nil }
        return String(index + 1)
    }

    private static func notDay(_ text: String) -> ValueFault {
        ValueFault(
            "\(quoted(text)) 不是日期；请写 2026-03-05、2026/3/5 或 2026年3月5日。",
            "\(quoted(text)) is not a date; write 2026-03-05, 2026/3/5 or 2026年3月5日.")
    }
}
