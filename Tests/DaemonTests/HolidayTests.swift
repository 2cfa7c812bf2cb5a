import Booking
import Registry
import Testing

@testable import Daemon

/// The holidays that are shipped, and what a bad table is told.
@Suite struct HolidayTests {
    private static let shipped =
        #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/Config/holidays/cn.yaml"

    private struct Standing: WallClock {
        let moment: Instant
        func now() -> Instant { moment }
    }

    private func settings(_ pairs: (String, String)...) throws -> Settings {
        try Configuration.load(
            file: nil, environment: [:], flags: pairs.map { .init(name: "--set", key: $0.0, value: $0.1) })
    }

    @Test("the shipped table says what the program does without it")
    func shippedTable() throws {
        #expect(try HolidayFile.load(Self.shipped).days == HolidayTable.china.days)
        #expect(HolidayTable.china.years == [2024, 2025, 2026])
    }

    /// The sums that calendars of working days print for these years.
    @Test("a year has so many working days", arguments: [(2024, 251), (2025, 248), (2026, 248)])
    func workingDaysOfAYear(_ year: Int, _ count: Int) {
        let days = HolidayTable.china.days
        var day = Month(year: year, month: 1)!.first
        let end = Month(year: year + 1, month: 1)!.first
        var worked = 0
        while day < end {
            if days.works(day) { worked += 1 }
            day = day + 1
        }
        #expect(worked == count)
        for day in days.makeUp { #expect(!days.holidays.contains(day) && day.weekday.rawValue > 5) }
    }

    @Test("working days run over the Spring Festival of 2026")
    func springFestival() {
        // 2 to 14 February less the Sundays and the 7th, then from the 24th, the 28th too.
        let end = HolidayTable.china.days.day(30, after: Day(text: "2026-01-30")!)
        #expect(end == Day(text: "2026-03-19"))
        #expect(WorkingDays.mondayToFriday.day(30, after: Day(text: "2026-01-30")!) == Day(text: "2026-03-13"))
    }

    @Test("tables are found by name and by path, and none is none")
    func names() throws {
        #expect(try HolidayFile.load("none").days == .mondayToFriday)
        #expect(try HolidayFile.load("cn").days.years.isSuperset(of: [2024, 2025, 2026]))
        #expect {
            try HolidayFile.load("atlantis")
        } throws: {
            "\($0)".contains("atlantis") && "\($0)".contains("name cn")
        }
        #expect {
            try HolidayFile.load("/nowhere/table.yaml")
        } throws: {
            "\($0)".contains("zone.holidays: /nowhere/table.yaml cannot be read")
        }
    }

    @Test(
        "a bad table is told its name, the line and what is wrong",
        arguments: [
            ("days: []\n", "days is not known; a table has years:"), ("years: {}\n", "no year is there"),
            ("years:\n  soon: {holidays: []}\n", "a year such as 2026:"),
            ("years:\n  2026: {holidays: 2026-01-01}\n", "lists of days"),
            ("years:\n  2026: {off: [2026-01-01]}\n", "2026 has notice:"),
            ("years:\n  2026: {holidays: [2026-13-01]}\n", "\"2026-13-01\" is not a day"),
            ("years:\n  2026: {holidays: [2024-01-01]}\n", "2024-01-01 does not belong to 2026"),
            ("years:\n  2026: {holidays: [2026-01-05 to 2026-01-01]}\n", "to a later one within a month"),
            ("years:\n  2026: {holidays: [2026-01-01 and 2026-01-02]}\n", "is neither a day"),
            ("years:\n  2026: {make-up: [2026-01-05]}\n", "is no Saturday or Sunday"),
            ("years:\n  2026: {holidays: [2026-01-04], make-up: [2026-01-04]}\n", "both a holiday and worked"),
            ("[\n", "not YAML"),
        ])
    func badTable(_ text: String, _ words: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/table.yaml"
        try Files.replace(path, with: text)
        #expect {
            try HolidayFile.load(path)
        } throws: { error in
            "\(error)".contains(words) && "\(error)".contains(path)
        }
    }

    @Test("the working time is what the settings say")
    func workingTime() throws {
        let calendar = try ZoneFile.load("Asia/Shanghai")
        let usual = try settings().workingTime(calendar)
        #expect(usual.days == HolidayTable.china.days && usual.hours == WorkingTime.usualHours)
        let other = try settings(("zone.holidays", "none"), ("zone.working-hours", "周一至周六 8:00-16:00"))
            .workingTime(calendar)
        #expect(other.hours.minutesAWeek == 6 * 480 && other.days == .mondayToFriday)
        for text in ["closed", "", "mon-fri"] {
            #expect(throws: ConfigurationFault.self) { try settings(("zone.working-hours", text)) }
        }
    }

    @Test(
        "the operator is warned before the table ends",
        arguments: [
            ("2026-10-30T12:00", nil), ("2026-11-02T12:00", 2027), ("2027-02-01T12:00", 2027),
            ("2023-06-01T12:00", 2023),
        ] as [(String, Int?)])
    func warning(_ now: String, _ missing: Int?) throws {
        let calendar = try ZoneFile.load("Asia/Shanghai")
        let clock = Standing(moment: try TimeText.instant(now, in: calendar))
        let settings = try settings()
        let words = settings.holidayWarning(try settings.workingTime(calendar), by: clock)
        if let missing {
            #expect(words?.contains("covers the years up to 2026 and not \(missing)") == true)
        } else {
            #expect(words == nil)
        }
        let none = try self.settings(("zone.holidays", "none"))
        #expect(none.holidayWarning(try none.workingTime(calendar), by: clock) == nil)
    }
}
