import Booking
import Testing

/// Working hours against a plain count of minutes.
struct WorkingTimeTests {
    private func day(_ text: String) -> Day { Day(text: text)! }

    /// The Spring Festival and Labour Day of 2026.
    private var festivals: WorkingDays {
        let off = (0...8).map { day("2026-02-15") + $0 } + (0...4).map { day("2026-05-01") + $0 }
        return WorkingDays(
            holidays: Set(off), makeUp: [day("2026-02-14"), day("2026-02-28"), day("2026-05-09")])
    }

    private func time(
        _ text: String = "mon-fri 09:00-12:00,13:00-17:00", _ days: WorkingDays? = nil,
        _ calendar: ZoneCalendar = shanghai
    ) -> WorkingTime {
        WorkingTime(days: days ?? festivals, hours: hours(text), calendar: calendar)!
    }

    @Test(arguments: [
        ("2026-11-23T09:00", 0, "2026-11-23T09:00"), ("2026-11-23T09:00", 1, "2026-11-23T09:01"),
        ("2026-11-23T09:00", 180, "2026-11-23T12:00"), ("2026-11-23T09:00", 181, "2026-11-23T13:01"),
        ("2026-11-23T12:30", 1, "2026-11-23T13:01"), ("2026-11-23T09:00", 16 * 60, "2026-11-25T11:00"),
        ("2026-11-27T17:00", 1, "2026-11-30T09:01"), ("2026-11-28T03:00", 420, "2026-11-30T17:00"),
        ("2026-11-27T16:59:30", 1, "2026-11-30T09:00:30"),
        // Saturday the 14th makes up; the 15th to the 23rd are off.
        ("2026-02-13T16:00", 120, "2026-02-14T10:00"), ("2026-02-14T16:00", 120, "2026-02-24T10:00"),
        ("2026-02-27T16:00", 60 + 420 + 30, "2026-03-02T09:30"),
    ])
    func deadlines(_ from: String, _ minutes: Int, _ end: String) {
        #expect(time().moment(afterWorking: minutes, from: at(from)) == at(end))
        #expect(time().minutes(from: at(from), to: at(end)) == minutes)
    }

    @Test func minutesBetween() {
        let time = time()
        #expect(time.minutes(from: at("2026-11-23T11:00"), to: at("2026-11-23T14:00")) == 120)
        #expect(time.minutes(from: at("2026-11-23T11:00"), to: at("2026-11-23T11:00")) == 0)
        #expect(time.minutes(from: at("2026-11-23T14:00"), to: at("2026-11-23T11:00")) == 0)
        #expect(time.minutes(from: at("2026-11-28T00:00"), to: at("2026-11-30T00:00")) == 0)
        #expect(time.minutes(from: at("2026-11-23T11:00:30"), to: at("2026-11-23T11:01:29")) == 0)
        #expect(time.works(at("2026-11-23T09:00")) && !time.works(at("2026-11-23T12:00")))
        #expect(time.works(at("2026-02-28T09:00")) && !time.works(at("2026-02-16T09:00")))
        #expect(WorkingTime(days: .mondayToFriday, hours: WeeklyHours(), calendar: shanghai) == nil)
    }

    /// A make-up day has Monday's hours, whatever else its weekday has; a holiday has none.
    @Test func makeUpDaysHaveMondaysHours() {
        let time = time("mon 08:00-10:00; tue-fri 09:00-17:00; sat 20:00-22:00")
        #expect(time.stretches(on: day("2026-02-14")) == [.init(from: 480, to: 600)])
        #expect(time.stretches(on: day("2026-02-07")) == [.init(from: 1200, to: 1320)])
        #expect(time.stretches(on: day("2026-02-21")).isEmpty)
    }

    @Test func unknownYearsAreNamed() {
        let days = WorkingDays(holidays: [day("2026-01-01")], years: [2025, 2026])
        #expect(days.unknownYear(from: day("2026-11-01"), to: day("2026-12-31")) == nil)
        #expect(days.unknownYear(from: day("2026-11-01"), to: day("2027-01-01")) == 2027)
        #expect(days.unknownYear(from: day("2024-06-01"), to: day("2026-01-01")) == 2024)
        #expect(WorkingDays.mondayToFriday.unknownYear(from: day("2026-01-01"), to: day("2030-01-01")) == nil)
        #expect(WorkingDays(holidays: [day("2026-01-01")], makeUp: [day("2027-01-02")]).years == [2026, 2027])
        // Beyond what is known, Monday to Friday.
        #expect(days.works(day("2027-10-01")) && !days.works(day("2027-10-02")))
    }

    /// Whether somebody works in the minute that begins then, as a clock on the wall and a calendar say.
    private func works(_ time: WorkingTime, _ moment: Instant) -> Bool {
        let local = time.calendar.local(moment)
        let weekday: Weekday
        if time.days.makeUp.contains(local.day) {
            weekday = .mon
        } else if time.days.holidays.contains(local.day) {
            return false
        } else {
            weekday = local.day.weekday
        }
        return time.hours[weekday].contains { $0.from <= local.minuteOfDay && local.minuteOfDay < $0.to }
    }

    /// Months with holidays, make-up days and changes of the clock, counted minute by minute.
    @Test(arguments: [
        (0, "2026-02-05T00:00"), (0, "2026-04-25T00:00"), (1, "2026-03-20T00:00"), (1, "2026-10-15T00:00"),
        (2, "2026-02-28T00:00"), (2, "2026-10-20T00:00"), (3, "2026-03-25T00:00"), (3, "2026-09-25T00:00"),
    ])
    func asAPlainCountSays(_ zone: Int, _ from: String) {
        let calendar = zones[zone]
        var random = Seeded(state: UInt64(zone) + 7)
        for text in [
            "mon-fri 09:00-12:00,13:00-17:00", "mon-sun 00:00-06:00,08:30-24:00",
            "tue,sat 22:00-05:00; sun 00:00-24:00",
        ] {
            let days = WorkingDays(
                holidays: Set((0..<9).map { calendar.day(containing: at(from, calendar)) + (7 + $0) }),
                makeUp: Set(
                    (0..<40).map { calendar.day(containing: at(from, calendar)) + $0 }
                        .filter { $0.weekday.rawValue > 5 && random.next() % 3 == 0 }))
            let time = time(text, days, calendar)
            let start = at(from, calendar)
            let length = 40 * 1440
            let flags = (0..<length).map { works(time, start + .minutes($0)) }
            var sums = [0]
            for flag in flags { sums.append(sums[sums.count - 1] + (flag ? 1 : 0)) }
            for _ in 0..<300 {
                let a = Int(random.next() % UInt64(length))
                let b = Int(random.next() % UInt64(length))
                let between = time.minutes(from: start + .minutes(min(a, b)), to: start + .minutes(max(a, b)))
                #expect(between == sums[max(a, b)] - sums[min(a, b)], "\(text) \(a) \(b)")
                let asked = Int(random.next() % 2000)
                guard asked > 0, sums[a] + asked <= sums[length] else { continue }
                let end = sums.firstIndex { $0 == sums[a] + asked }!
                #expect(
                    time.moment(afterWorking: asked, from: start + .minutes(a)) == start + .minutes(end),
                    "\(text) \(a) \(asked)")
            }
        }
    }

    /// Rule D3 counts the configured working days.
    @Test func deadlinesInWorkingDaysKnowTheHolidays() throws {
        var world = World()
        world.policy = policy(["D3": ["within": "5wd"]])
        world.disclosure = .undisclosed
        world.record.acceptanceDate = day("2026-02-13")
        // The 14th, then the 24th to the 27th.
        world.now = at("2026-02-27T10:00")
        let wish = Period(start: world.now + .hours(3), end: world.now + .hours(4))!
        #expect(world.refusals(wish, by: World.unitUser, project: "x").contains("D3"))
        world.working = festivals
        #expect(!world.refusals(wish, by: World.unitUser, project: "x").contains("D3"))
        world.now = at("2026-02-28T00:00")
        #expect(world.refusals(wish, by: World.unitUser, project: "x").contains("D3"))
    }
}
