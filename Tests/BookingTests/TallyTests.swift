import Testing

@testable import Booking

/// Counting a month as its bookings come: in any order, whatever is known first, and without keeping them.
struct TallyTests {
    private let november = Month(text: "2026-11")!
    private let channels = [ChannelID(1), ChannelID(2)]

    private func instrument(_ calendar: ZoneCalendar, bookings: [LedgerBooking] = []) -> LedgerInstrument {
        var record = InventoryRecord(number: "n-1")
        record.openHours = try? WeeklyHours(text: "mon-fri 09:00-17:00")
        return LedgerInstrument(
            path: InstrumentPath(unit: "siom", number: "n-1"), unit: "siom", park: "p1", record: record,
            disclosure: .disclosed(since: calendar.period(of: november).start), calendar: calendar,
            channels: channels, tariffs: [:], closures: [], bookings: bookings)
    }

    private func booking(_ random: inout Seeded, in whole: Period) -> LedgerBooking {
        func moment() -> Instant {
            whole.start + Span(seconds: Int64.random(in: -300_000...2_900_000, using: &random))
        }
        func chance() -> Bool { Bool.random(using: &random) }
        let start = moment()
        var booking = LedgerBooking(
            id: BookingID(1), channel: ChannelID(Int64.random(in: 1...3, using: &random)),
            organisation: OrganisationID(Int64.random(in: 1...12, using: &random)),
            state: BookingState.allCases.randomElement(using: &random)!,
            party: Party.allCases.randomElement(using: &random)!,
            purpose: Purpose.allCases.randomElement(using: &random)!, isSmallFirm: chance(),
            booked: Period(start: start, end: start + Span(seconds: Int64.random(in: 1...90_000, using: &random)))!,
            price: Money(fen: 35_000), requestedAt: moment())
        if chance() { booking.actualStart = start + .minutes(7) }
        if chance() {
            let reason = ["full", "unsafe"].randomElement(using: &random)
            booking.answer = .init(at: moment(), refusal: chance() ? reason : nil)
        } else if chance() {
            booking.answer = .init(at: booking.requestedAt, isAutomatic: true)
        }
        if chance() { booking.ending = .init(at: moment(), kind: chance() ? .withdrawn : .expired) }
        return booking
    }

    /// What the log tells comes apart from the rows, before or after them, and may say that a row was counted wrongly.
    @Test func rowsAndEventsInAnyOrder() {
        var random = Seeded(state: 20_261_101)
        for round in 0..<60 {
            let calendar = round % 2 == 0 ? shanghai : berlin
            let month = round % 4 < 2 ? november : november.previous
            let whole = calendar.period(of: month)
            let bookings = (0..<40).map { _ in booking(&random, in: whole) }
            var steps: [(inout MonthTally) -> Void] = []
            for booking in bookings {
                var row = booking
                row.answer = nil
                row.ending = nil
                // A row may look as if it had been confirmed when it was made.
                let wasCounted = booking.answer != nil && Bool.random(using: &random)
                if wasCounted { row.answer = .init(at: row.requestedAt, isAutomatic: true) }
                steps.append { [row] in $0.add(row) }
                guard booking.party == .outside else { continue }
                if let answer = booking.answer {
                    steps.append {
                        $0.add(
                            LedgerEvent(
                                requestedAt: booking.requestedAt, what: .answer(answer, wasCounted: wasCounted)))
                    }
                }
                if let ending = booking.ending {
                    steps.append { $0.add(LedgerEvent(requestedAt: booking.requestedAt, what: .ending(ending))) }
                }
            }
            var settled = instrument(calendar)
            var tally = MonthTally(settled, month)
            for step in steps.shuffled(using: &random) { step(&tally) }
            settled.settle(tally)
            #expect(settled.figures(of: month) == instrument(calendar, bookings: bookings).figures(of: month))
            #expect(settled.bookings.isEmpty)
        }
    }

    /// Whatever comes, an instrument's month takes no more than a bit for each minute of each channel and kind.
    @Test func millionsTakeNoMoreThanAMap() {
        let whole = shanghai.period(of: november)
        var tally = MonthTally(instrument(shanghai), november)
        var sizes: [Int] = []
        for round in 0..<12 {
            for minute in stride(from: round % 2, to: 43_199, by: 11) {
                let start = whole.start + .minutes(minute)
                for (index, party) in Party.allCases.enumerated() {
                    tally.add(
                        LedgerBooking(
                            id: BookingID(1), channel: channels[(index + minute) % 2],
                            organisation: OrganisationID(Int64(round % 3)), state: .finished, party: party,
                            purpose: minute % 2 == 0 ? .research : .filming, isSmallFirm: true,
                            booked: Period(start: start, end: start + .minutes(1))!, price: Money(fen: 1),
                            requestedAt: start))
                }
            }
            sizes.append(tally.size)
        }
        let map = (43_200 + 31) / 32 * 4
        #expect(sizes.allSatisfy { $0 <= 2 * 5 * map } && sizes.last == sizes[1])
        #expect(sizes.last! > 4 * map)
        var settled = instrument(shanghai)
        settled.settle(tally)
        let figures = settled.figures(of: november)
        #expect(figures.users.count == 3 && figures.requests == 12 * 3_928)
        #expect(figures.minutes.capacity == 2 * 43_200 && figures.minutes.run > 0)
    }

    @Test func marksAreTheSetOfTheirRanges() {
        var random = Seeded(state: 7)
        for count in [0, 1, 50, 1_394, 1_395, 1_396, 5_000] {
            for longest in [1, 20, 5_000] {
                var marks = MinuteMarks(length: 44_640)
                let ranges = (0..<count).map { _ in
                    let start = Int.random(in: 0..<44_640, using: &random)
                    return start..<min(44_640, start + Int.random(in: 1...longest, using: &random))
                }
                for range in ranges { marks.insert(range) }
                #expect(marks.set.ranges == MinuteSet(ranges).ranges)
                #expect(marks.size <= 44_640 / 8)
            }
        }
    }

    @Test func unionIsThatOfAllRanges() {
        var random = Seeded(state: 11)
        for _ in 0..<200 {
            let sets = (0..<2).map { _ in
                (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    let start = Int.random(in: 0..<100, using: &random)
                    return start..<(start + Int.random(in: 1...9, using: &random))
                }
            }
            let union = MinuteSet(sets[0]).union(MinuteSet(sets[1]))
            #expect(union.ranges == MinuteSet(sets[0] + sets[1]).ranges)
        }
    }

    @Test func replyTimesByNearestRank() {
        var times = ReplyTimes()
        #expect(times.percentile(50) == nil)
        for minutes in [30, 10, 20, 10] { times.add(minutes) }
        #expect(times.count == 4 && times.percentile(50) == 10 && times.percentile(51) == 20)
        #expect(times.percentile(75) == 20 && times.percentile(76) == 30 && times.percentile(90) == 30)
        var more = ReplyTimes()
        more.add(5, times: 4)
        more.add(1, times: 0)
        times += more
        #expect(times.count == 8 && times.percentile(50) == 5 && times.counts == [5: 4, 10: 2, 20: 1, 30: 1])
    }
}
