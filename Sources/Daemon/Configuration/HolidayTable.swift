internal import Booking

/// Holidays and make-up days as a table writes them, put together year by year.
struct HolidayTable: Sendable {
    /// As the setting names it.
    let name: String
    private(set) var holidays: Set<Day> = []
    private(set) var makeUp: Set<Day> = []
    private(set) var years: Set<Int> = []

    var days: WorkingDays { WorkingDays(holidays: holidays, makeUp: makeUp, years: years) }

    init(name: String) { self.name = name }

    /// What a table cannot say, in words for its author.
    struct Fault: Error {
        let words: String
    }

    /// - Parameters:
    ///   - off: days and stretches of days, `2026-01-01` or `2026-02-15 to 2026-02-23`, weekends in them included.
    ///   - worked: Saturdays and Sundays.
    mutating func add(year: Int, off: [String], worked: [String]) throws(Fault) {
        guard years.insert(year).inserted else { throw Fault(words: "\(year) is there twice") }
        for text in off { holidays.formUnion(try Self.stretch(text, year)) }
        for text in worked {
            let day = try Self.day(text, year)
            guard day.weekday.rawValue > 5 else {
                throw Fault(words: "\(text) is no Saturday or Sunday, so it cannot make up for anything")
            }
            makeUp.insert(day)
        }
        if let both = holidays.intersection(makeUp).min() { throw Fault(words: "\(both) is both a holiday and worked") }
    }

    private static func stretch(_ text: String, _ year: Int) throws(Fault) -> [Day] {
        let parts = text.split(separator: " ").map(String.init)
        if parts.count == 1 { return [try day(parts[0], year)] }
        guard parts.count == 3, parts[1] == "to" else {
            throw Fault(words: "\"\(text)\" is neither a day (2026-01-01) nor days (2026-02-15 to 2026-02-23)")
        }
        let first = try day(parts[0], year)
        let last = try day(parts[2], year)
        guard first <= last, last - first < 31 else {
            throw Fault(words: "\"\(text)\" does not run from a day to a later one within a month")
        }
        return (0...(last - first)).map { first + $0 }
    }

    /// A year's arrangement may begin in the last days of the year before, and end in the first of the next.
    private static func day(_ text: String, _ year: Int) throws(Fault) -> Day {
        guard let day = Day(text: text) else { throw Fault(words: "\"\(text)\" is not a day such as 2026-01-01") }
        guard abs(day.components.year - year) <= 1 else { throw Fault(words: "\(text) does not belong to \(year)") }
        return day
    }
}

extension HolidayTable {
    /// China's, as the General Office of the State Council arranged them. `Config/holidays/cn.yaml` says the same, with
    /// the numbers of the notices; a test holds them together.
    static let china: HolidayTable = {
        var table = HolidayTable(name: "cn")
        do throws(Fault) {
            try table.add(
                year: 2024,
                off: [
                    "2024-01-01", "2024-02-10 to 2024-02-17", "2024-04-04 to 2024-04-06", "2024-05-01 to 2024-05-05",
                    "2024-06-10", "2024-09-15 to 2024-09-17", "2024-10-01 to 2024-10-07",
                ],
                worked: [
                    "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29",
                    "2024-10-12",
                ])
            try table.add(
                year: 2025,
                off: [
                    "2025-01-01", "2025-01-28 to 2025-02-04", "2025-04-04 to 2025-04-06", "2025-05-01 to 2025-05-05",
                    "2025-05-31 to 2025-06-02", "2025-10-01 to 2025-10-08",
                ],
                worked: ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"])
            try table.add(
                year: 2026,
                off: [
                    "2026-01-01 to 2026-01-03", "2026-02-15 to 2026-02-23", "2026-04-04 to 2026-04-06",
                    "2026-05-01 to 2026-05-05", "2026-06-19 to 2026-06-21", "2026-09-25 to 2026-09-27",
                    "2026-10-01 to 2026-10-07",
                ],
                worked: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"])
        } catch {
            preconditionFailure("the built-in holidays: \(error.words)")
        }
        return table
    }()
}
