import Booking
import Testing

struct ZoneCalendarTests {
    /// A dozen zones' offsets and wall clock times against another implementation, far future included.
    @Test func agreesWithPython() throws {
        let script = """
            import random, zoneinfo, datetime as d
            random.seed(20261123)
            utc = d.timezone.utc
            for name in ['Asia/Shanghai','Europe/Berlin','America/New_York','Australia/Lord_Howe','Africa/Casablanca',
                         'America/Sao_Paulo','Europe/Dublin','Asia/Gaza','Pacific/Apia','America/Toronto','America/Nuuk','UTC']:
                z = zoneinfo.ZoneInfo(name)
                for i in range(800):
                    s = random.randrange(-3000000000, 60000000000) if i % 2 else random.randrange(0, 2000000000)
                    at = d.datetime.fromtimestamp(s, utc).astimezone(z)
                    wall = d.datetime(1970,1,1) + d.timedelta(minutes=s // 60)
                    back = wall.replace(tzinfo=z)
                    instant = round((wall - back.utcoffset() - d.datetime(1970,1,1)).total_seconds())
                    print(name, s, round(at.utcoffset().total_seconds()), instant)
            """
        let lines = output(of: "python3 - <<'PY'\n\(script)\nPY").split(separator: "\n")
        #expect(lines.count == 12 * 800)
        var calendars: [Substring: ZoneCalendar] = [:]
        for line in lines {
            let parts = line.split(separator: " ")
            let calendar = calendars[parts[0]] ?? zone(String(parts[0]))
            calendars[parts[0]] = calendar
            let seconds = Int64(parts[1])!
            #expect(calendar.offset(at: Instant(seconds: seconds)) == Int(parts[2])!, "\(line)")
            let minutes = seconds >= 0 ? seconds / 60 : -((-seconds + 59) / 60)
            let day = minutes >= 0 ? minutes / 1440 : -((-minutes + 1439) / 1440)
            let found = calendar.instant(Day(number: Int(day)), minute: Int(minutes - day * 1440))
            #expect(found.seconds == Int64(parts[3])!, "\(line)")
        }
    }

    /// Around every change of the clock of half a century.
    @Test(arguments: zones) func wallClockComesBack(_ calendar: ZoneCalendar) {
        var random = Seeded(state: 1)
        for _ in 0..<20_000 {
            let instant = Instant(seconds: Int64.random(in: 0...4_000_000_000, using: &random) / 60 * 60)
            let local = calendar.local(instant)
            let back =
                calendar.instant(local.day, minute: local.minuteOfDay) + Span(seconds: Int64(local.secondOfDay % 60))
            // A repeated time gives its first pass.
            #expect(back == instant || (back < instant && calendar.local(back).secondOfDay == local.secondOfDay))
            #expect(calendar.period(of: local.day).contains(instant))
            #expect(calendar.week(containing: instant).contains(instant))
            #expect(calendar.period(of: calendar.month(containing: instant)).contains(instant))
        }
    }

    @Test func skippedAndRepeatedTimes() {
        let spring = Day(text: "2026-03-29")!
        // 02:30 is skipped: the offset before it (+01:00) gives 03:30 summer time.
        #expect(TimeText.format(berlin.instant(spring, minute: 150), in: berlin) == "2026-03-29T03:30:00+02:00")
        #expect(TimeText.format(berlin.edge(spring, minute: 150), in: berlin) == "2026-03-29T03:00:00+02:00")
        let autumn = Day(text: "2026-10-25")!
        #expect(TimeText.format(berlin.instant(autumn, minute: 150), in: berlin) == "2026-10-25T02:30:00+02:00")
        #expect(berlin.period(of: spring).length == .hours(23))
        #expect(berlin.period(of: autumn).length == .hours(25))
        #expect(lordHowe.period(of: Day(text: "2026-10-04")!).length == .minutes(23 * 60 + 30))
        #expect(berlin.week(containing: at("2026-03-29T12:00", berlin)).length == .hours(167))
    }

    @Test func farFuture() {
        #expect(TimeText.format(at("9999-07-01T12:00:00Z"), in: berlin) == "9999-07-01T14:00:00+02:00")
        #expect(TimeText.format(at("9999-01-01T12:00:00Z"), in: newYork) == "9999-01-01T07:00:00-05:00")
    }

    @Test func refusesBrokenFiles() {
        let good = bytes(of: "/usr/share/zoneinfo/Europe/Berlin")
        #expect(throws: ZoneFault.self) { try ZoneCalendar(name: "x", tzif: []) }
        #expect(throws: ZoneFault.self) { try ZoneCalendar(name: "x", tzif: Array("hello".utf8)) }
        for length in stride(from: 0, to: good.count - 1, by: 7) {
            #expect(throws: ZoneFault.self) { try ZoneCalendar(name: "x", tzif: Array(good.prefix(length))) }
        }
        var random = Seeded(state: 5)
        for _ in 0..<2_000 {
            var bad = good
            for _ in 0..<3 {
                bad[Int.random(in: 0..<bad.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            // Whatever it says, it must not trap.
            _ = try? ZoneCalendar(name: "x", tzif: bad).local(Instant(seconds: 1_800_000_000))
        }
    }

    /// Version 1: the first block alone, 32-bit times and no rule.
    @Test func readsVersionOne() throws {
        var bytes = Array("TZif".utf8) + [UInt8](repeating: 0, count: 16)
        for count in [0, 0, 0, 1, 2, 8] { bytes += [0, 0, 0, UInt8(count)] }
        bytes += [0, 0, 0, 100, 1, 0, 0, 0, 0, 0, 0, 0, 0, 14, 16, 1, 4] + Array("UTC\0CET\0".utf8)
        let calendar = try ZoneCalendar(name: "v1", tzif: bytes)
        #expect(calendar.offset(at: Instant(seconds: 99)) == 0)
        #expect(calendar.offset(at: Instant(seconds: 100)) == 3600)
    }

    @Test func days() {
        #expect(Day(text: "2026-11-23")?.weekday == .mon)
        #expect(Day(text: "2024-02-29") != nil)
        #expect(Day(text: "2026-02-29") == nil)
        #expect(Day(text: "1900-02-29") == nil)
        #expect(Day(text: "2026-11-23x") == nil)
        #expect(Day(text: "2026-1-23") == nil)
        for number in stride(from: -700_000, to: 2_900_000, by: 37) {
            let (year, month, day) = Day(number: number).components
            #expect(Day(year: year, month: month, day: day)?.number == number)
        }
        #expect(Month(text: "2026-12")?.next == Month(text: "2027-01"))
        #expect(Month(text: "2026-01")?.previous == Month(text: "2025-12"))
        #expect(Month(text: "2026-13") == nil)
        #expect("\(Month(text: "2026-11")!)" == "2026-11")
    }

    @Test func workingDays() {
        let days = WorkingDays(
            holidays: [Day(text: "2026-10-01")!, Day(text: "2026-10-02")!], makeUp: [Day(text: "2026-10-10")!])
        #expect(days.day(1, after: Day(text: "2026-09-30")!) == Day(text: "2026-10-05")!)
        #expect(days.day(6, after: Day(text: "2026-10-02")!) == Day(text: "2026-10-10")!)
        #expect(WorkingDays.mondayToFriday.day(5, after: Day(text: "2026-11-23")!) == Day(text: "2026-11-30")!)
    }
}
