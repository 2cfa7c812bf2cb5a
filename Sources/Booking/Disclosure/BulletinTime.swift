/// What a bulletin tells of: a month, or several sealed months in one.
package enum BulletinTime: Hashable, Sendable, CustomStringConvertible {
    case month(Month)
    case several(RollUpSpan)

    /// Reads `2026-11`, `2026-Q4`, `2026`, `2026-07/2027-06`; nil for anything else.
    package init?(_ text: String) {
        if let span = RollUpSpan(text.lowercased()) {
            self = .several(span)
        } else if let month = Month(text: text) {
            self = .month(month)
        } else {
            return nil
        }
    }

    package var months: [Month] {
        switch self {
        case .month(let month): [month]
        case .several(let span): span.months
        }
    }

    /// As it is asked for.
    package var description: String {
        switch self {
        case .month(let month): month.description
        case .several(let span): span.description
        }
    }

    package var title: Bilingual {
        switch self {
        case .month(let month): Bilingual(zh: "\(month.year) 年 \(month.month) 月", en: "\(month)")
        case .several(.quarter(let year, let number)):
            Bilingual(zh: "\(year) 年第 \(number) 季度", en: "Quarter \(number) of \(year)")
        case .several(.year(let year)): Bilingual(zh: "\(year) 年", en: "\(year)")
        case .several(.julyToJune(let year)):
            Bilingual(zh: "\(year) 年 7 月至 \(year + 1) 年 6 月", en: "July \(year) to June \(year + 1)")
        }
    }
}
