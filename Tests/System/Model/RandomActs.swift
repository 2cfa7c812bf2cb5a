import Support

/// Acts that people could think of, drawn so that each rule and each state is met from both sides.
struct RandomActs {
    var random: Seeded
    let quarter = 15

    init(seed: UInt64) { random = Seeded(state: seed) }

    mutating func act(_ zone: ModelZone, by actor: Int) -> ModelAct {
        switch actor {
        case zone.office: officeAct(zone)
        case zone.unit: one(in: 2) ? labAct(zone, by: actor) : userAct(zone, by: actor)
        // What a firm may not.
        default: one(in: 60) ? labAct(zone, by: actor) : userAct(zone, by: actor)
        }
    }

    /// Booking, moving and calling off.
    private mutating func userAct(_ zone: ModelZone, by actor: Int) -> ModelAct {
        let own = zone.bookings.filter { $0.firm == actor }
        let known = zone.bookings
        switch Int.random(in: 0..<20, using: &random) {
        case 0 where !own.isEmpty: return .cancel(pick(own).number, reason: nil)
        case 1 where !own.isEmpty && one(in: 4):
            // Too late, or too late to be late.
            let soon = own.filter { $0.isLive && $0.period.lowerBound <= zone.now + zone.numbers.freeCancellation }
            return .cancel(pick(soon.isEmpty ? own : soon).number, reason: nil)
        case 2..<7 where !own.isEmpty:
            let booking = pick(own)
            return .move(booking.number, period(zone, booking.instrument))
        case 7 where !known.isEmpty: return .cancel(pick(known).number, reason: nil)
        case 8 where !zone.gone.isEmpty:
            let booking = pick(zone.gone)
            return one(in: 2)
                ? .cancel(booking.number, reason: nil) : .move(booking.number, period(zone, booking.instrument))
        case 9 where one(in: 2) && !known.isEmpty:
            let booking = pick(known)
            return .move(booking.number, period(zone, booking.instrument))
        case 10:
            return .series(
                wish(zone), days: pick([1, 2, 7]), count: .random(in: 2...4, using: &random),
                skipping: .random(using: &random))
        case 11:
            var some = Array(zone.instruments.indices.shuffled(using: &random).prefix(2))
            if one(in: 4) { some = Array(zone.instruments.indices.shuffled(using: &random).prefix(3)) }
            var wish = wish(zone)
            wish.selfOperated = nil
            wish.period = period(zone, some[0])
            return .together(some, wish, skipping: .random(using: &random))
        default: return .reserve(wish(zone))
        }
    }

    mutating func wish(_ zone: ModelZone) -> ModelWish {
        let instrument = Int.random(in: zone.instruments.indices, using: &random)
        let period = period(zone, instrument)
        let project = !one(in: 12)
        let choices: [Bool?] = [true, true, false, nil]
        return ModelWish(
            instrument: instrument, period: period, project: project,
            selfOperated: zone.instruments[instrument].isSelfOperated ? pick(choices) : nil)
    }

    /// Mostly within the hours and the horizon, on the grid and of a fitting length; now and then beside each of them,
    /// and at the very edge of notice, horizon and release.
    mutating func period(_ zone: ModelZone, _ instrument: Int) -> Range<Int> {
        let (now, numbers) = (zone.now, zone.numbers)
        var start = now + Int.random(in: 0..<(one(in: 2) ? 2 : 26), using: &random) * 1440
        let open = zone.instruments[instrument].stretches(on: zone.clock.day(start))
        if let stretch = open.randomElement(using: &random), !one(in: 10) {
            start = stretch.lowerBound
            start += quarter * Int.random(in: 0..<max(1, stretch.count / quarter), using: &random)
        } else {
            start += quarter * Int.random(in: -40..<60, using: &random)
        }
        var length = quarter * Int.random(in: 2...14, using: &random)
        switch Int.random(in: 0..<50, using: &random) {
        case 0: length = pick([15, 29, 30, 31, numbers.longest, numbers.longest + 15, numbers.longest + 1])
        case 1: start += Int.random(in: 1..<15, using: &random)
        case 2: start = now + numbers.notice
        case 3: start = now + numbers.notice + quarter
        case 4: start = now + numbers.horizon - length
        case 5: start = now + numbers.horizon - length + quarter
        case 6: start = now - 60
        case 7: start = now + numbers.smallHorizon - length
        case 8: start = now + numbers.smallHorizon - length + quarter
        case 9: start = now + numbers.release
        case 10: start = now + numbers.release + quarter
        case 11..<20:
            // Wall to wall with another.
            let others = zone.bookings.filter {
                $0.instrument == instrument && $0.isLive && $0.period.upperBound > now
            }
            let soon = others.filter { $0.period.upperBound < now + 2 * 1440 }
            if let other = (soon.isEmpty ? others : soon).randomElement(using: &random) {
                start = other.period.upperBound + zone.instruments[instrument].gap
            }
        // Under way at this time tomorrow.
        case 20..<26: start = now + 1440 - quarter * Int.random(in: 0...8, using: &random)
        default: break
        }
        // The daemon's clock runs on: what lies between two quarters behind an edge would be now on one side, now on
        // the other.
        for edge in [0, numbers.notice, numbers.release] where (1..<quarter).contains(start - now - edge) {
            start = now + edge
        }
        for edge in [numbers.horizon, numbers.smallHorizon]
        where (1..<quarter).contains(start + length - now - edge) {
            start = now + edge - length
        }
        return start..<start + length
    }

    mutating func pick<T>(_ list: [T]) -> T { list[Int.random(in: list.indices, using: &random)] }
    mutating func one(in count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }
}
