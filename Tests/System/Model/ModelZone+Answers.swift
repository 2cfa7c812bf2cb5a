/// Requests: the unit's answer, the park's, and what silence comes to.
extension ModelZone {
    /// Whose word it is.
    enum Turn: String { case unit, park, granted, lapsed }

    /// When silence grants a request.
    private func granted(_ request: ModelBooking) -> Int {
        calendar.moment(afterWorking: numbers.parkAnswers, from: request.respondBy ?? 0)
    }

    func turn(_ request: ModelBooking) -> Turn {
        let grant = granted(request)
        if grant <= now, grant <= request.period.lowerBound, now < request.period.upperBound { return .granted }
        if now >= request.period.lowerBound { return .lapsed }
        return now >= request.respondBy ?? 0 ? .park : .unit
    }

    func requests(by actor: Int) -> ModelVerdict {
        guard actor == unit || actor == office else { return .refused("forbidden") }
        return .requests(
            Set(bookings.filter { $0.state == .requested }.map { "b\($0.number) \(turn($0).rawValue)" }))
    }

    mutating func approve(_ number: Int, by actor: Int) -> ModelVerdict {
        guard actor == unit || actor == office else { return .refused("forbidden") }
        guard var booking = booking(number) else { return .refused("not-found") }
        guard booking.state == .requested, turn(booking) != .lapsed else { return .refused("state") }
        let failing = objections(to: booking, at: now)
        guard failing.isEmpty else { return .refused(by: failing) }
        booking.state = .confirmed
        keep(booking)
        return .approved(price: booking.price)
    }

    mutating func decline(_ number: Int, reason: String, by actor: Int) -> ModelVerdict {
        guard actor == unit || actor == office else { return .refused("forbidden") }
        guard ["full", "unsafe", "no-staff", "broken", "not-suitable", "restricted"].contains(reason) else {
            return .refused("invalid")
        }
        guard var booking = booking(number) else { return .refused("not-found") }
        guard booking.state == .requested else { return .refused("state") }
        switch turn(booking) {
        case .granted, .lapsed: return .refused("state")
        case .park where actor == unit: return .refused("forbidden")
        case .unit, .park: break
        }
        guard isTrue(reason, of: booking) else { return .refused(code: "rule", rules: ["O4"]) }
        booking.state = .declined
        keep(booking)
        return .now(state: "declined")
    }

    /// What a reason says that the data can tell. All uses here are remote, by one's own hands or on an instrument that
    /// may be used so: nobody's staff is needed for any.
    func isTrue(_ reason: String, of booking: ModelBooking) -> Bool {
        let instrument = instruments[booking.instrument]
        switch reason {
        case "full":
            return freeChannel(booking.instrument, booking.period, booking.number) == nil
                || !instrument.isOpen(booking.period)
        case "broken": return instrument.hasFault(in: booking.period)
        case "no-staff": return false
        default: return true
        }
    }

    /// A request is judged again as it stands; when it was asked for is not held against it.
    private func objections(to request: ModelBooking, at moment: Int) -> Set<String> {
        let wish = ModelWish(
            instrument: request.instrument, period: request.period, project: true,
            selfOperated: request.isSelfOperated)
        return failing(
            wish, by: request.firm, moving: request.number, at: min(moment, request.period.lowerBound)
        ).subtracting(Self.ofTheAsking)
    }

    /// What the clock has brought about by now, in the order of the moments; the numbers of those that changed.
    mutating func catchUp() -> [Int] {
        var changed: [Int] = []
        for request in bookings.filter({ $0.state == .requested }).sorted(by: { due($0) < due($1) }) {
            var booking = request
            switch turn(request) {
            case .unit, .park: continue
            case .lapsed: booking.state = .lapsed
            case .granted:
                booking.state = objections(to: request, at: granted(request)).isEmpty ? .confirmed : .lapsed
            }
            keep(booking)
            changed.append(booking.number)
        }
        return changed + overstay()
    }

    private func due(_ request: ModelBooking) -> Int { min(granted(request), request.period.lowerBound) }
}
