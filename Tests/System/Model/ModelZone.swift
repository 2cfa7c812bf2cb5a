/// The whole zone as a plain, slow model: what is booked, and what an act must come to.
///
/// Every question is answered by looking at each minute and each booking. It shares no line with the program.
struct ModelZone: Sendable {
    struct Instrument: Sendable {
        let path: String
        let channels: Int
        let setUp: Int
        let cleanDown: Int
        /// Weekday (0 is Monday) → minutes of the day that are open.
        let open: [Int: [Range<Int>]]
        let hours: String
        var closures: [Range<Int>] = []
    }

    struct Booking: Sendable {
        let firm: Int
        let instrument: Int
        var channel: Int
        var period: Range<Int>
        var state: String
        var late = false
        /// Week and month → minutes of it.
        var share: [Bucket: Int]

        var isLive: Bool { ["requested", "confirmed", "running"].contains(state) }
        var usesQuota: Bool { isLive || state == "finished" || state == "no-show" }
    }

    enum Bucket: Hashable, Sendable {
        case week(Int), month(Int)
    }

    /// What comes of an act.
    enum Verdict: Equatable, Sendable {
        case booked(price: Int)
        case bookedSeveral(count: Int, skipped: Int, price: Int)
        case cancelled(late: Bool)
        case refused(code: String, rules: Set<String>)
        /// Of several, which were refused, by place, and the code of the first.
        case refusedSeveral(code: String, rules: Set<String>, places: [Int])
    }

    /// The numbers of the rules, as the daemon's policy file has them.
    struct Numbers: Sendable {
        let notice = 120
        let horizon = 20 * 1440
        let shortest = 30
        let longest = 8 * 60
        let grid = 15
        let week = 14 * 60
        let month = 40 * 60
        let outstanding = 12
        let freeCancellation = 24 * 60
        /// Fen an hour.
        let price = 35_000
    }

    let clock: ModelClock
    let numbers = Numbers()
    var instruments: [Instrument]
    /// The holder unit books as the one behind the last firm.
    let unit: Int
    /// Those that hold time or count for quotas.
    var bookings: [String: Booking] = [:]
    /// Those that were called off.
    var gone: [String: Booking] = [:]
    var now: Int

    // MARK: Acts

    mutating func reserve(
        _ instrument: Int, _ period: Range<Int>, by firm: Int, project: Bool
    ) -> (Verdict, Booking?) {
        let failing = rules(instrument, period, firm, project, moving: nil)
        guard failing.isEmpty else { return (refusal(failing), nil) }
        return (
            .booked(price: price(period)),
            Booking(
                firm: firm, instrument: instrument, channel: best(instrument, period, nil).channel, period: period,
                state: "confirmed", share: share(period))
        )
    }

    /// Several wishes as one act, all or none, or all that are neither taken nor shut.
    func order(
        _ wishes: [(instrument: Int, period: Range<Int>)], by firm: Int, project: Bool, skipping: Bool
    ) -> (Verdict, [Booking]) {
        var trial = self
        var made: [Booking] = []
        var refused: [(place: Int, rules: Set<String>)] = []
        for (place, wish) in wishes.enumerated() {
            let (verdict, booking) = trial.reserve(wish.instrument, wish.period, by: firm, project: project)
            if let booking {
                trial.bookings["trial \(place)"] = booking
                made.append(booking)
            } else if case .refused(let code, let rules) = verdict {
                refused.append((place + 1, code == "conflict" ? ["B1"] : rules))
            }
        }
        let sum = made.reduce(0) { $0 + price($1.period) }
        if refused.isEmpty { return (.bookedSeveral(count: made.count, skipped: 0, price: sum), made) }
        if skipping, !made.isEmpty, refused.allSatisfy({ $0.rules.isSubset(of: ["B1", "B2"]) }) {
            return (.bookedSeveral(count: made.count, skipped: refused.count, price: sum), made)
        }
        guard case .refused(let code, let rules) = refusal(refused[0].rules) else { return (refusal([]), []) }
        return (.refusedSeveral(code: code, rules: rules, places: refused.map(\.place)), [])
    }

    mutating func move(_ id: String, to period: Range<Int>, by firm: Int) -> Verdict {
        guard var booking = bookings[id] ?? gone[id] else { return .refused(code: "not-found", rules: []) }
        guard booking.firm == firm else {
            return .refused(code: firm == unit ? "forbidden" : "not-found", rules: [])
        }
        guard booking.state == "confirmed", now < booking.period.lowerBound else {
            return .refused(code: "state", rules: [])
        }
        // The project that it was booked with stays.
        let failing = rules(booking.instrument, period, firm, true, moving: id)
        guard failing.isEmpty else { return refusal(failing) }
        booking.channel = best(booking.instrument, period, id).channel
        booking.period = period
        booking.share = share(period)
        bookings[id] = booking
        return .booked(price: price(period))
    }

    mutating func cancel(_ id: String, by firm: Int) -> Verdict {
        guard var booking = bookings[id] ?? gone[id], booking.firm == firm || firm == unit else {
            return .refused(code: "not-found", rules: [])
        }
        // A unit that cancels another's booking has to say why (rule O5); here it never does.
        guard booking.firm == firm else { return .refused(code: "invalid", rules: []) }
        guard booking.state == "confirmed", now < booking.period.lowerBound else {
            return .refused(code: "state", rules: [])
        }
        booking.state = "cancelled"
        // The daemon's clock is some seconds past the minute.
        booking.late = booking.period.lowerBound - now <= numbers.freeCancellation
        bookings[id] = nil
        gone[id] = booking
        return .cancelled(late: booking.late)
    }

    /// The first periods of that length that nothing forbids: from the asked start on, or else from now on.
    func next(_ instrument: Int, _ period: Range<Int>, by firm: Int, project: Bool, count: Int = 3) -> [Range<Int>] {
        func search(_ from: Int, _ to: Int) -> [Range<Int>] {
            var found: [Range<Int>] = []
            var at = (from + 14) / 15 * 15
            while found.count < count, at + period.count <= to {
                let candidate = at..<at + period.count
                if rules(instrument, candidate, firm, project, moving: nil).isEmpty {
                    found.append(candidate)
                    at = candidate.upperBound
                } else {
                    at += 15
                }
            }
            return found
        }
        let start = max(period.lowerBound, now)
        let later = search(start, start + 30 * 1440 + period.count)
        return later.isEmpty ? search(now, min(period.upperBound, now + 30 * 1440 + period.count)) : later
    }

    // MARK: Rules

    private func refusal(_ rules: Set<String>) -> Verdict {
        rules == ["B1"] ? .refused(code: "conflict", rules: []) : .refused(code: "rule", rules: rules)
    }

    /// The ids of all rules that refuse.
    private func rules(
        _ instrument: Int, _ period: Range<Int>, _ firm: Int, _ project: Bool, moving: String?
    ) -> Set<String> {
        var failing: Set<String> = []
        let place = best(instrument, period, moving)
        if place.taken { failing.insert("B1") }
        if place.shut { failing.insert("B2") }
        if period.count < numbers.shortest || period.count > numbers.longest
            || clock.minuteOfDay(period.lowerBound) % numbers.grid != 0
            || clock.minuteOfDay(period.upperBound) % numbers.grid != 0
        {
            failing.insert("B3")
        }
        // The daemon's clock is some seconds past the minute.
        if period.lowerBound < now + 1 + numbers.notice { failing.insert("B4") }
        if period.upperBound > now + numbers.horizon { failing.insert("B5") }
        for (bucket, minutes) in share(period) {
            let limit: Int
            switch bucket {
            case .week: limit = numbers.week
            case .month: limit = numbers.month
            }
            var used = minutes
            for (id, booking) in bookings
            where booking.firm == firm && booking.instrument == instrument && booking.usesQuota && id != moving {
                used += booking.share[bucket] ?? 0
            }
            if used > limit { failing.insert("B6") }
        }
        var outstanding = 1
        for (id, booking) in bookings
        where booking.firm == firm && booking.isLive && booking.period.upperBound > now && id != moving {
            outstanding += 1
        }
        if outstanding > numbers.outstanding { failing.insert("B7") }
        if firm == unit && !project { failing.insert("B16") }
        return failing
    }

    /// The channel that stands least in the way: free and open, else open, else free.
    private func best(
        _ index: Int, _ period: Range<Int>, _ moving: String?
    ) -> (channel: Int, taken: Bool, shut: Bool) {
        let instrument = instruments[index]
        let gap = max(instrument.setUp, instrument.cleanDown)
        // Hours begin and end on quarters, so a look every five minutes and one at the last sees all of them.
        let shut =
            !stride(from: period.lowerBound, to: period.upperBound, by: 5).allSatisfy { isOpen(instrument, $0) }
            || !isOpen(instrument, period.upperBound - 1)
        var free: Int?
        var order = Array(0..<instrument.channels)
        if let moving, let own = bookings[moving]?.channel { order = [own] + order.filter { $0 != own } }
        for channel in order where free == nil {
            let isFree = bookings.allSatisfy { id, other in
                id == moving || !other.isLive || other.instrument != index || other.channel != channel
                    || other.period.upperBound + gap <= period.lowerBound
                    || period.upperBound + gap <= other.period.lowerBound
            }
            if isFree { free = channel }
        }
        return (free ?? 0, free == nil, shut)
    }

    private func isOpen(_ instrument: Instrument, _ minute: Int) -> Bool {
        let open = instrument.open[clock.weekday(minute)] ?? []
        let at = clock.minuteOfDay(minute)
        return open.contains { $0.contains(at) } && !instrument.closures.contains { $0.contains(minute) }
    }

    /// How many minutes of a period fall into each week and month: day by day on the wall.
    private func share(_ period: Range<Int>) -> [Bucket: Int] {
        var share: [Bucket: Int] = [:]
        var at = period.lowerBound
        while at < period.upperBound {
            let end = min(period.upperBound, clock.midnight(clock.day(at) + 1))
            share[.week(clock.week(at)), default: 0] += end - at
            share[.month(clock.month(at)), default: 0] += end - at
            at = end
        }
        return share
    }

    /// In fen, rounded half up.
    private func price(_ period: Range<Int>) -> Int { (numbers.price * period.count + 30) / 60 }
}
