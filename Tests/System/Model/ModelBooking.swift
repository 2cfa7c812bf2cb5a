/// One booking of the model, in whatever state.
struct ModelBooking: Sendable {
    enum State: String, Sendable {
        case requested, confirmed, running, finished
        case declined, lapsed, cancelled, bumped
        case noShow = "no-show"
    }

    var number: Int
    let firm: Int
    let instrument: Int
    var channel: Int
    var period: Range<Int>
    var state: State
    /// Fen an hour, by the terms of confirmation.
    let rate: Int
    /// In fen.
    var price: Int
    /// Operated by whoever booked it.
    let isSelfOperated: Bool
    /// Week and month → minutes of it.
    var share: [ModelBucket: Int]
    /// The unit answers by then, where it is asked.
    var respondBy: Int?
    var started: Int?
    var finished: Int?
    /// Another's overtime kept the instrument from it until then.
    var delayed: Int?
    /// Cancelled too late, or nobody came.
    var isStrike = false

    var isLive: Bool { state == .requested || state == .confirmed || state == .running }
    var usesQuota: Bool { isLive || state == .finished || state == .noShow }

    /// The time for which it has its channel, if any: a use that began before its time has it from then on, one that is
    /// over had it until it was.
    var held: Range<Int>? {
        guard isLive || state == .finished else { return nil }
        let start = min(period.lowerBound, started ?? period.lowerBound)
        return start..<(state == .finished ? finished ?? period.upperBound : period.upperBound)
    }

    /// What so many minutes cost, to the fen and rounded half up.
    func cost(_ minutes: Int) -> Int { Self.cost(minutes, rate) }
    static func cost(_ minutes: Int, _ rate: Int) -> Int { (rate * minutes + 30) / 60 }
}

/// What is asked for.
struct ModelWish: Sendable {
    var instrument: Int
    var period: Range<Int>
    /// The unit's own use says for which project.
    var project: Bool
    /// Nil: by one's own hands whoever may, else with help.
    var selfOperated: Bool?
}
