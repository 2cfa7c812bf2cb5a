/// What the rules say to a wish.
extension ModelZone {
    /// Rules that judge the moment of asking, and not a request that waits.
    static let ofTheAsking: Set<String> = ["B4", "B5"]

    /// The ids of all rules that refuse.
    ///
    /// - Parameters:
    ///   - moving: the booking whose wish it is already.
    ///   - now: the moment at which it is judged.
    func failing(_ wish: ModelWish, by firm: Int, moving: Int?, at now: Int) -> Set<String> {
        let (period, instrument) = (wish.period, instruments[wish.instrument])
        var failing: Set<String> = []
        if freeChannel(wish.instrument, period, moving) == nil { failing.insert("B1") }
        if !instrument.isOpen(period) { failing.insert("B2") }
        if period.count < numbers.shortest || period.count > numbers.longest || !isOnGrid(period.lowerBound)
            || !isOnGrid(period.upperBound)
        {
            failing.insert("B3")
        }
        // The daemon's clock is some seconds past the minute.
        if period.lowerBound < now + 1 + numbers.notice { failing.insert("B4") }
        if period.upperBound > now + (isSmall(firm) ? numbers.smallHorizon : numbers.horizon) { failing.insert("B5") }
        let share = calendar.share(period)
        let mine = bookings.filter { $0.firm == firm && $0.number != moving }
        let here = mine.filter { $0.instrument == wish.instrument && $0.usesQuota }
        if share.contains(where: { used($0.key, here) + $0.value > limit($0.key) }) { failing.insert("B6") }
        if mine.count(where: { $0.isLive && $0.period.upperBound > now }) + 1 > numbers.outstanding {
            failing.insert("B7")
        }
        if suspendedUntil(firm).map({ now < $0 }) ?? false { failing.insert("B8") }
        if wish.selfOperated == true, period.upperBound > instrument.qualified[firm] ?? 0 { failing.insert("B9") }
        if firm == unit, !wish.project { failing.insert("B16") }
        // What nobody took so shortly before is anybody's.
        if firm == unit, period.lowerBound > now + numbers.release {
            for case (.month(let month), let asked) in share {
                let most = instrument.openMinutes(month: month) * numbers.ownShare / 100
                if used(.month(month), here) + asked > most { failing.insert("O2") }
            }
        }
        return failing
    }

    private func isOnGrid(_ minute: Int) -> Bool { clock.minuteOfDay(minute) % numbers.grid == 0 }

    private func used(_ bucket: ModelBucket, _ bookings: [ModelBooking]) -> Int {
        bookings.reduce(0) { $0 + ($1.share[bucket] ?? 0) }
    }

    private func limit(_ bucket: ModelBucket) -> Int {
        switch bucket {
        case .week: numbers.week
        case .month: numbers.month
        }
    }

    /// The end of the suspension that the strikes of a firm bring about, over or not: each that is the last of so many
    /// in so many days shuts it out from its own moment on.
    func suspendedUntil(_ firm: Int) -> Int? {
        let strikes = bookings.filter { $0.firm == firm && $0.isStrike }.map(\.period.lowerBound)
        return strikes.filter { last in
            strikes.count { $0 <= last && last - $0 < numbers.strikeDays * 1440 } >= numbers.strikes
        }.max().map { $0 + numbers.suspension * 1440 }
    }

    /// The first channel on which nothing is in the way: a booking that moves stays on its own if it can.
    func freeChannel(_ index: Int, _ period: Range<Int>, _ moving: Int?) -> Int? {
        let instrument = instruments[index]
        var order = Array(0..<instrument.channels)
        if let own = bookings.first(where: { $0.number == moving })?.channel {
            order = [own] + order.filter { $0 != own }
        }
        let others = bookings.filter { $0.instrument == index && $0.number != moving }
        return order.first { channel in
            !others.contains { other in
                guard other.channel == channel, let held = other.held else { return false }
                return held.upperBound + instrument.gap > period.lowerBound
                    && period.upperBound + instrument.gap > held.lowerBound
            }
        }
    }

    /// The first periods of that length that nothing forbids: from the asked start on, or else from now on.
    func next(_ wish: ModelWish, by firm: Int, count: Int = 3) -> [Range<Int>] {
        let length = wish.period.count
        func search(_ from: Int, _ to: Int) -> [Range<Int>] {
            var found: [Range<Int>] = []
            var at = (from + 14) / 15 * 15
            while found.count < count, at + length <= to {
                var other = wish
                other.period = at..<at + length
                // Most are shut or taken, which is quickly seen.
                if instruments[wish.instrument].isOpen(other.period),
                    freeChannel(wish.instrument, other.period, nil) != nil,
                    failing(other, by: firm, moving: nil, at: now).isEmpty
                {
                    found.append(other.period)
                    at = other.period.upperBound
                } else {
                    at += 15
                }
            }
            return found
        }
        let start = max(wish.period.lowerBound, now)
        let later = search(start, start + 30 * 1440 + length)
        return later.isEmpty ? search(now, min(wish.period.upperBound, now + 30 * 1440 + length)) : later
    }
}
