import Support

/// Acts that a person could type, drawn so that each rule is met from both sides.
enum ModelAct: Sendable {
    case reserve(instrument: Int, period: Range<Int>, project: Bool)
    case series(instrument: Int, period: Range<Int>, days: Int, count: Int, project: Bool, skipping: Bool)
    case together(instruments: [Int], period: Range<Int>, project: Bool, skipping: Bool)
    case move(String, Range<Int>)
    case cancel(String)
}

struct RandomActs {
    var random: Seeded
    let quarter = 15

    init(seed: UInt64) { random = Seeded(state: seed) }

    mutating func act(_ zone: ModelZone, by firm: Int) -> ModelAct {
        let known = zone.bookings.keys.sorted()
        let own = known.filter { zone.bookings[$0]?.firm == firm }
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<3 where !own.isEmpty: return .cancel(pick(own))
        case 3..<8 where !own.isEmpty:
            let id = pick(own)
            return .move(id, period(zone, zone.bookings[id]?.instrument ?? 0))
        case 8 where !known.isEmpty: return .cancel(pick(known))
        case 9 where !zone.gone.isEmpty:
            let id = pick(zone.gone.keys.sorted())
            return Bool.random(using: &random) ? .cancel(id) : .move(id, period(zone, zone.gone[id]?.instrument ?? 0))
        case 10:
            let instrument = Int.random(in: zone.instruments.indices, using: &random)
            return .series(
                instrument: instrument, period: period(zone, instrument), days: pick([1, 2, 7]),
                count: .random(in: 2...4, using: &random), project: project(), skipping: .random(using: &random))
        case 11:
            var two = Array(zone.instruments.indices.shuffled(using: &random).prefix(2))
            if Int.random(in: 0..<4, using: &random) == 0 { two = Array(zone.instruments.indices.prefix(3)) }
            return .together(
                instruments: two, period: period(zone, two[0]), project: project(), skipping: .random(using: &random))
        default:
            let instrument = Int.random(in: zone.instruments.indices, using: &random)
            return .reserve(instrument: instrument, period: period(zone, instrument), project: project())
        }
    }

    /// Mostly within the hours and the horizon, on the grid and of a fitting length; now and then beside each of them,
    /// and at the very edge of notice and horizon.
    mutating func period(_ zone: ModelZone, _ instrument: Int) -> Range<Int> {
        let now = zone.now
        let numbers = zone.numbers
        let days = Int.random(in: 0..<24, using: &random)
        var start = now + days * 1440
        let open = zone.instruments[instrument].open[zone.clock.weekday(start)] ?? []
        if let stretch = open.randomElement(using: &random), Int.random(in: 0..<10, using: &random) > 0 {
            start = zone.clock.midnight(zone.clock.day(start)) + stretch.lowerBound
            start += quarter * Int.random(in: 0..<max(1, stretch.count / quarter), using: &random)
        } else {
            start += quarter * Int.random(in: -40..<60, using: &random)
        }
        var length = quarter * Int.random(in: 2...14, using: &random)
        switch Int.random(in: 0..<40, using: &random) {
        case 0: length = pick([15, 29, 30, 31, numbers.longest, numbers.longest + 15, numbers.longest + 1])
        case 1: start += Int.random(in: 1..<15, using: &random)
        case 2: start = now + numbers.notice
        case 3: start = now + numbers.notice + quarter
        case 4: start = now + numbers.horizon - length
        case 5: start = now + numbers.horizon - length + quarter
        case 6: start = now - 60
        default: break
        }
        // The daemon's clock runs on: what lies between two quarters behind an edge would be now on one side, now on
        // the other.
        if (1..<quarter).contains(start - now - numbers.notice) { start = now + numbers.notice }
        if (1..<quarter).contains(start - now) { start = now }
        if (1..<quarter).contains(start + length - now - numbers.horizon) { start = now + numbers.horizon - length }
        return start..<start + length
    }

    mutating func pick<T>(_ list: [T]) -> T { list[Int.random(in: list.indices, using: &random)] }
    private mutating func project() -> Bool { Int.random(in: 0..<12, using: &random) > 0 }
}

extension ModelAct {
    func line(_ zone: ModelZone) -> String {
        func times(_ period: Range<Int>) -> String {
            "start=\(ModelClock.text(period.lowerBound)) end=\(ModelClock.text(period.upperBound))"
        }
        func wish(_ instrument: Int, _ period: Range<Int>, _ project: Bool) -> String {
            "RESERVE \(zone.instruments[instrument].path) service=imaging \(times(period))"
                + (project ? " project=P-1" : "")
        }
        switch self {
        case .reserve(let instrument, let period, let project): return wish(instrument, period, project)
        case .series(let instrument, let period, let days, let count, let project, let skipping):
            return "RESERVE \(zone.instruments[instrument].path) service=imaging"
                + " start=\(ModelClock.text(period.lowerBound)) for=\(period.count)m" + (project ? " project=P-1" : "")
                + " repeat=FREQ=DAILY;INTERVAL=\(days) count=\(count)" + (skipping ? " skip=conflicts" : "")
        case .together(let instruments, let period, let project, let skipping):
            return wish(instruments[0], period, project)
                + " with=\(instruments.dropFirst().map { zone.instruments[$0].path }.joined(separator: ","))"
                + (skipping ? " skip=conflicts" : "")
        case .move(let id, let period): return "MOVE \(id) \(times(period))"
        case .cancel(let id): return "CANCEL \(id)"
        }
    }
}
