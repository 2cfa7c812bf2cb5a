import Support

/// What labs and offices do, mostly where it makes sense, now and then where it does not.
extension RandomActs {
    mutating func labAct(_ zone: ModelZone, by actor: Int) -> ModelAct {
        let now = zone.now
        let requests = zone.bookings.filter { $0.state == .requested }
        let confirmed = zone.bookings.filter { $0.state == .confirmed }
        switch Int.random(in: 0..<28, using: &random) {
        case 0..<2: return .approve(target(requests, zone))
        case 2..<5:
            let reasons = [
                "full", "broken", "unsafe", "no-staff", "not-suitable", "restricted", "full", "broken", "tired",
            ]
            return .decline(target(requests, zone), reason: actor < zone.unit ? "unsafe" : pick(reasons))
        case 5..<14:
            let begun = confirmed.filter { $0.period.lowerBound - 60 <= now && now < $0.period.upperBound + 1440 }
            let number = target(begun.filter { zone.untold($0).isEmpty }, zone)
            return quiet(.start(number, at: startTime(zone.booking(number), now)), zone)
        case 14..<17:
            // Few end early: most go on, some over their end until another day.
            let isOver = !one(in: 4)
            let number = target(
                zone.bookings.filter { $0.state == .running && ($0.period.upperBound <= now) == isOver }, zone)
            return quiet(.finish(number, at: finishTime(zone.booking(number), now)), zone)
        case 17..<19:
            return .noShow(
                target(
                    confirmed.filter { $0.period.lowerBound <= now && now < $0.period.upperBound + 8 * 1440 }, zone))
        case 19..<21: return closing(zone)
        case 21..<23:
            let closures = zone.instruments.flatMap(\.closures)
            // One that has begun would end between two minutes.
            let known = closures.filter { $0.period.lowerBound > now || $0.period.upperBound <= now }
            return .reopen(known.isEmpty || one(in: 20) ? 999_999 : pick(known).number)
        case 23: return .qualify(instrument(zone), firm: .random(in: 0...2, using: &random), until: day(zone, 25))
        case 24: return .disqualify(instrument(zone), firm: .random(in: 0...2, using: &random))
        case 25, 26:
            let reasons: [String?] = ["broken", "unsafe", "no-staff", "restricted", "tired", nil]
            let others = zone.bookings.filter { $0.firm != actor }
            return .cancel(target(others, zone), reason: actor < zone.unit ? nil : pick(reasons))
        default: return .requests
        }
    }

    mutating func officeAct(_ zone: ModelZone) -> ModelAct {
        switch Int.random(in: 0..<12, using: &random) {
        case 0..<3:
            return .certify(.random(in: 0...2, using: &random), until: day(zone, 12) ?? zone.clock.day(zone.now))
        case 3: return .decertify(.random(in: 0...2, using: &random))
        case 4: return .restore(.random(in: 0...2, using: &random))
        case 7 where !zone.bookings.isEmpty:
            let booking = pick(zone.bookings)
            return .move(booking.number, period(zone, booking.instrument))
        default: return labAct(zone, by: zone.office)
        }
    }

    /// The act, unless the clock would then tell others to wait, at some moment or other while acts go on: it is to find
    /// such work when a daemon starts, where it can be waited for.
    private func quiet(_ act: ModelAct, _ zone: ModelZone) -> ModelAct {
        var trial = zone
        switch act {
        case .start(let number, let at): _ = trial.start(number, at: at, by: zone.unit)
        case .finish(let number, let at): _ = trial.finish(number, at: at, by: zone.unit)
        default: break
        }
        let isLoud = trial.bookings.contains { $0.state == .running && !trial.untold($0).isEmpty }
        return isLoud ? .requests : act
    }

    /// Of those for which it is meant, or any.
    private mutating func target(_ fitting: [ModelBooking], _ zone: ModelZone) -> Int {
        if !fitting.isEmpty, !one(in: 5) { return pick(fitting).number }
        let all = one(in: 2) ? zone.bookings : zone.gone
        return all.isEmpty ? 999_999 : pick(all).number
    }

    private mutating func startTime(_ booking: ModelBooking?, _ now: Int) -> Int {
        guard let period = booking?.period else { return now }
        let any = period.lowerBound + quarter * Int.random(in: -4..<max(1, period.count / quarter), using: &random)
        let latest = min(now, any)
        return pick([
            period.lowerBound, latest, latest, latest, period.lowerBound - 60, period.lowerBound - 75, now,
            now + quarter,
            period.upperBound, period.upperBound - quarter,
        ])
    }

    private mutating func finishTime(_ booking: ModelBooking?, _ now: Int) -> Int {
        guard let period = booking?.period, let started = booking?.started else { return now }
        // A use that ends early may end on any minute.
        let early = started + Int.random(in: 1...max(1, period.upperBound - started), using: &random)
        let late = period.upperBound + quarter * Int.random(in: 1...20, using: &random)
        return pick([
            min(now, early), min(now, early), min(now, late), min(now, late), min(now, late), period.upperBound,
            started, now,
            now + quarter, period.upperBound + 1440, period.upperBound + 1440 + quarter,
        ])
    }

    /// Minutes or a day long, some strictly inside open hours or over what is asked for.
    private mutating func closing(_ zone: ModelZone) -> ModelAct {
        var index = Int.random(in: zone.instruments.indices, using: &random)
        var start = zone.now + Int.random(in: -1440..<22 * 1440, using: &random)
        if let booking = zone.bookings.filter({ $0.isLive }).randomElement(using: &random), one(in: 2) {
            index = booking.instrument
            start = booking.period.lowerBound + Int.random(in: -60...60, using: &random)
        }
        var end = start + pick([5, 17, 30, 60, 240, 1500])
        if (1..<quarter).contains(end - zone.now) { end = zone.now }
        if end <= start { start = end - 5 }
        return .close(index, start..<end, reason: pick(["fault", "fault", "maintenance", "holiday"]))
    }

    /// Mostly one where it matters.
    private mutating func instrument(_ zone: ModelZone) -> Int {
        let fitting = zone.instruments.indices.filter { zone.instruments[$0].isSelfOperated }
        return one(in: 8) ? pick(Array(zone.instruments.indices)) : pick(fitting)
    }

    /// From yesterday on, or never.
    private mutating func day(_ zone: ModelZone, _ most: Int) -> Int? {
        one(in: 8) ? nil : zone.clock.day(zone.now) + Int.random(in: -1...most, using: &random)
    }
}
