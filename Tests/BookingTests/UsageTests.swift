import Booking
import Testing

struct UsageTests {
    private let november = Month(text: "2026-11")!
    private let one = [ChannelID(1)]

    private func used(
        _ time: Period, _ party: Party = .outside, _ purpose: Purpose = .development, state: BookingState = .finished,
        channel: Int64 = 1
    ) -> UsedTime {
        UsedTime(channel: ChannelID(channel), period: time, state: state, party: party, purpose: purpose)
    }

    private func count(_ used: [UsedTime], closures: [Closure] = [], hours week: String = "mon-fri 09:00-17:00")
        -> UsageMinutes
    {
        usage(of: november, calendar: shanghai, hours: hours(week), channels: one, closures: closures, used: used)
    }

    private func closure(_ time: Period, _ reason: String) -> Closure {
        Closure(id: ClosureID(1), channel: nil, period: time, reason: reason)
    }

    @Test func anEmptyMonth() {
        let minutes = count([])
        #expect(minutes.openIdle == 21 * 8 * 60)
        #expect(minutes.capacity == 30 * 1440 && minutes.closed == 30 * 1440 - 21 * 8 * 60)
        #expect(minutes.sharingRate == nil)
    }

    @Test func classesByPartyAndPurpose() {
        let minutes = count([
            used(period("2026-11-02T09:00", "2026-11-02T10:00")),
            used(period("2026-11-02T10:00", "2026-11-02T10:30"), .outside, .certification),
            used(period("2026-11-02T11:00", "2026-11-02T11:20"), .related),
            used(period("2026-11-02T12:00", "2026-11-02T12:10"), .own),
            used(period("2026-11-02T13:00", "2026-11-02T17:00"), state: .noShow),
            used(period("2026-11-03T13:00", "2026-11-03T17:00"), state: .cancelled),
        ])
        #expect(minutes.external == 60 && minutes.excluded == 30 && minutes.related == 20 && minutes.own == 10)
        #expect(minutes.openIdle == 21 * 480 - 120)
        #expect(minutes.sharingRate == 5_000)
    }

    @Test func precedence() {
        let time = period("2026-11-02T09:00", "2026-11-02T12:00")
        // A fault within maintenance within a booking.
        let minutes = count(
            [used(time)],
            closures: [
                closure(period("2026-11-02T10:00", "2026-11-02T11:00"), "maintenance"),
                closure(period("2026-11-02T10:30", "2026-11-02T11:30"), "fault"),
                closure(period("2026-11-02T11:15", "2026-11-02T14:00"), "holiday"),
            ])
        #expect(minutes.down == 60 && minutes.maintenance == 30 && minutes.external == 90)
        #expect(minutes.openIdle == 21 * 480 - 60 - 30 - 90 - 120)
        #expect(minutes.capacity == 43_200)
    }

    @Test func splitAtTheMonthAndFloored() {
        let long = Period(start: at("2026-10-31T22:00"), end: at("2026-11-01T01:30:59"))!
        #expect(count([used(long)]).external == 90)
        let odd = Period(start: at("2026-11-02T09:00:59"), end: at("2026-11-02T09:01:00"))!
        #expect(count([used(odd)]).external == 1)
        let none = Period(start: at("2026-11-02T09:00:01"), end: at("2026-11-02T09:00:59"))!
        #expect(count([used(none)]).external == 0)
        #expect(count([used(period("2026-11-30T20:00", "2026-12-02T20:00"))]).external == 240)
    }

    @Test func ratesAreRoundedHalfUp() {
        var minutes = UsageMinutes()
        minutes.external = 1
        minutes.own = 2
        #expect(minutes.sharingRate == 3_333)
        minutes.external = 2
        minutes.own = 1
        #expect(minutes.sharingRate == 6_667)
        minutes.external = 1
        minutes.own = 19_999
        #expect(minutes.sharingRate == 1)
        minutes.own = 20_000
        #expect(minutes.sharingRate == 0)
    }

    /// Whatever is thrown at it, the classes are what a minute-by-minute count gives, and add up.
    @Test(arguments: zones) func agreesWithSingleMinutes(_ calendar: ZoneCalendar) {
        var random = Seeded(state: 12)
        for round in 0..<24 {
            // March, April, October and November hold all the changes of the clock.
            let month = Month(text: "2026-\(["03", "04", "10", "11"][round % 4])")!
            let whole = calendar.period(of: month)
            func any(_ longest: Int) -> Period {
                let start = whole.start + Span(seconds: Int64.random(in: -200_000...2_700_000, using: &random))
                return Period(
                    start: start, end: start + Span(seconds: Int64.random(in: 1...Int64(longest), using: &random)))!
            }
            let channels = [ChannelID(1), ChannelID(2)]
            let times = (0..<40).map { index in
                UsedTime(
                    channel: channels[index % 2], period: any(40_000), state: index % 7 == 0 ? .noShow : .finished,
                    party: [Party.own, .outside, .related, .outside][index % 4],
                    purpose: index % 3 == 0 ? .filming : .research)
            }
            let closures = (0..<8).map { index in
                Closure(
                    id: ClosureID(Int64(index)), channel: index % 3 == 0 ? nil : channels[index % 2],
                    period: any(150_000),
                    reason: ["maintenance", "fault", "holiday"][index % 3])
            }
            let week = hours(["24/7", "mon-fri 09:00-17:00", "mon-sun 00:00-05:00,20:00-24:00"][round % 3])
            let fast = usage(
                of: month, calendar: calendar, hours: week, channels: channels, closures: closures, used: times)
            #expect(fast.capacity == 2 * month.length * 1440)
            if round < 8 {
                let slow = slowly(month, calendar, week, channels, closures, times)
                #expect(fast == slow)
            }
        }
    }

    /// Paints the wall clock's minutes one by one, the strongest class last.
    private func slowly(
        _ month: Month, _ calendar: ZoneCalendar, _ week: WeeklyHours, _ channels: [ChannelID], _ closures: [Closure],
        _ used: [UsedTime]
    ) -> UsageMinutes {
        var total = UsageMinutes()
        for channel in channels {
            var wall = [WritableKeyPath<UsageMinutes, Int>](repeating: \.closed, count: month.length * 1440)
            func paint(_ period: Period, _ path: WritableKeyPath<UsageMinutes, Int>) {
                var at = Instant(seconds: period.start.seconds.floored(to: 60))
                while at < Instant(seconds: period.end.seconds.floored(to: 60)) {
                    let local = calendar.local(at)
                    let index = (local.day - month.first) * 1440 + local.minuteOfDay
                    if wall.indices.contains(index) { wall[index] = path }
                    at = at + .minutes(1)
                }
            }
            let own = closures.filter { $0.channel == nil || $0.channel == channel }
            for open in week.openPeriods(in: calendar.period(of: month), calendar) { paint(open, \.openIdle) }
            for closure in own where closure.reason == "holiday" { paint(closure.period, \.closed) }
            for (party, counts, path) in [
                (Party.own, true, \UsageMinutes.own), (.own, false, \.own), (.related, true, \.related),
                (.related, false, \.related), (.outside, false, \.excluded), (.outside, true, \.external),
            ] {
                for time in used
                where time.channel == channel && time.state == .finished && time.party == party
                    && time.purpose.countsAsSharing == counts
                {
                    paint(time.period, path)
                }
            }
            for closure in own where closure.reason == "maintenance" { paint(closure.period, \.maintenance) }
            for closure in own where closure.reason == "fault" { paint(closure.period, \.down) }
            for path in wall { total[keyPath: path] += 1 }
        }
        return total
    }
}

extension Int64 {
    fileprivate func floored(to step: Int64) -> Int64 { self - (self % step + step) % step }
}
