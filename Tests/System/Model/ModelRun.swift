import Support
import Testing
import Wire

/// The daemon and the model side by side, over all the days.
struct ModelRun: Sendable {
    let world: World
    private var zone: ModelZone
    /// Two firms, the unit, and the zone's office.
    private var clients: [LineClient] = []
    /// How often each kind of outcome was met.
    private(set) var met: [String: Int] = [:]

    /// Kinds of outcome that a run has to meet.
    static let worthMeeting = Set(
        [
            "reserve: confirmed", "reserve: requested", "reserve: conflict", "move: confirmed", "move: requested",
            "move: state", "move: not-found", "move: forbidden", "cancel: cancelled", "cancel: cancelled late",
            "cancel: state", "cancel: bumped", "cancel: O5", "cancel: invalid", "series: several",
            "series: some skipped", "series: several refused", "together: several", "approve: approved",
            "approve: state", "approve: forbidden", "decline: declined", "decline: O4", "decline: state",
            "decline: forbidden", "decline: invalid", "start: running", "start: state", "start: invalid",
            "finish: finished", "finish: overtime", "finish: state", "finish: invalid", "noShow: no-show",
            "noShow: state", "close: closed", "close: closed over bookings", "close: invalid", "reopen: done",
            "reopen: invalid", "reopen: not-found", "qualify: done", "certify: done", "restore: restored",
            "requests: requests",
            "clock: confirmed", "clock: lapsed", "clock: finished", "clock: told",
        ] + ["B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "B16", "O2"].map { "reserve: \($0)" }
            + ["B2", "B5", "B6", "B8", "B9", "O2"].map { "move: \($0)" })

    init(_ world: World, _ scene: ModelScene) {
        self.world = world
        zone = scene.zone(
            ["acme/lin", "lumen/wu", "\(world.unit)/desk"], unit: world.unit, 0)
    }

    /// Goes on on another day, with another daemon: once its clock's work is done, all is as the model has it.
    mutating func sleep(until now: Int, _ daemon: DaemonProcess) async throws {
        zone.now = now
        clients = []
        for who in ["acme", "lumen", "lab", "zone"] { clients.append(try await world.client(who, at: daemon)) }
        for number in zone.catchUp() {
            guard let wanted = zone.booking(number) else { continue }
            met["clock: \(wanted.isLive && wanted.delayed != nil ? "told" : wanted.state.rawValue)", default: 0] += 1
            while true {
                let answer = try await clients[3].ask("BOOKING b\(number)")
                let given = try answer.records().first
                let state = given?["state"] ?? ""
                let isTold = given?["delayed-until"] != nil
                if state == wanted.state.rawValue, !wanted.isLive || isTold == (wanted.delayed != nil) { break }
                try #require(["requested", "confirmed", "running"].contains(state), "\(wanted): \(answer.text)")
            }
        }
        try await compareBookings()
    }

    /// Fifty acts a round, those of one requester at a time: they count in their order.
    mutating func act(_ acts: inout RandomActs, rounds: Int) async throws {
        for round in 0..<rounds {
            let turns = round % 2 == 0 ? [(round / 2 % 2, 50)] : [(zone.unit, 44), (zone.office, 6)]
            for (actor, count) in turns {
                let batch = (0..<count).map { _ in acts.act(zone, by: actor) }
                let lines = batch.map { $0.line(zone) }
                let answers = try await clients[actor].pipeline(lines)
                for ((act, line), answer) in zip(zip(batch, lines), answers) {
                    let expected = zone.apply(act, by: actor, answer)
                    let given = try ModelVerdict(answer, to: act)
                    try #require(
                        given == expected, "\(line) by \(actor) at \(ModelClock.text(zone.now)): \(answer.text)")
                    for kind in given.kinds { met["\(act.verb): \(kind)", default: 0] += 1 }
                }
            }
            // The search for other times looks at a month of quarters: now and then is enough.
            if round % 6 == 0 { try await compareNext(round / 6 % 3, &acts) }
        }
    }

    /// The times that a refusal proposes are the first that the model would accept.
    private func compareNext(_ actor: Int, _ acts: inout RandomActs) async throws {
        while true {
            let wish = acts.wish(zone)
            guard zone.reserve(wish, by: actor).1 == nil else { continue }
            let line = ModelAct.reserve(wish).line(zone)
            let answer = try await clients[actor].ask(line)
            let given = try answer.records().filter { $0.word == "next" }.map { $0["start"] ?? "" }
            let expected = zone.next(wish, by: actor).map { zone.clock.local($0.lowerBound) }
            try #require(given == expected, "\(line) by \(actor): \(answer.text)")
            return
        }
    }

    /// Each booking's state, time and price.
    func compareBookings() async throws {
        var given: [String] = []
        var after = ""
        repeat {
            let page = try await clients[3].ask("BOOKINGS limit=500" + after)
            given += try page.records().map { record in
                "\(record.subject ?? "") \(record["state"] ?? "") \(record["start"] ?? "") \(record["end"] ?? "")"
                    + " \((record["price"] ?? "").filter { $0 != "." })"
            }
            after = page["after"].map { " after=\($0)" } ?? ""
        } while !after.isEmpty
        let expected = (zone.bookings + zone.gone).map { booking in
            "b\(booking.number) \(booking.state.rawValue) \(zone.clock.local(booking.period.lowerBound))"
                + " \(zone.clock.local(booking.period.upperBound)) \(booking.price)"
        }
        let (surplus, missing) = (Set(given).subtracting(expected), Set(expected).subtracting(given))
        try #require(given.count == expected.count && surplus.isEmpty, "\(surplus.sorted()) for \(missing.sorted())")
    }
}
