import Booking
import Postgres
import Support
import Testing

@testable import Registry

/// What one instrument's bookings must come to, as plainly as it can be said.
private struct Model {
    struct Held {
        let id: BookingID
        let channel: Int
        let period: Period
        let owner: Int
    }

    let channels: Int
    let setUp: Int
    let cleanDown: Int
    var held: [Held] = []

    private var gap: Span { .minutes(max(setUp, cleanDown)) }

    private func isFree(_ channel: Int, _ period: Period, without id: BookingID? = nil) -> Bool {
        held.allSatisfy {
            $0.channel != channel || $0.id == id || $0.period.end + gap <= period.start
                || period.end + gap <= $0.period.start
        }
    }

    func place(_ period: Period) -> Int? { (0..<channels).first { isFree($0, period) } }

    func newPlace(_ held: Held, _ period: Period) -> Int? {
        ([held.channel] + Array(0..<channels)).first { isFree($0, period, without: held.id) }
    }
}

@Suite struct ModelTests {
    private enum Wish {
        case reserve(Int, Period, owner: Int)
        case move(Int, BookingID, Period, owner: Int)
        case cancel(Int, BookingID, owner: Int)
    }

    /// Two thousand random acts by several firms, 100 at a time: each comes out as the model says, what was accepted is
    /// in the table and in the log, and what was refused is in neither.
    @Test func randomActsAgainstAModel() async throws {
        try await TestZone.with(roomy, desk: Desk.Settings(lanes: 3, batch: 16)) { zone in
            let shapes = [(1, 0, 0), (2, 0, 0), (1, 30, 15), (3, 15, 45), (1, 0, 60), (2, 30, 30)]
            let ground = try await zone.furnish(
                shapes.enumerated().map { index, shape in
                    instrument("i\(index)") {
                        ($0.channels, $0.setUp, $0.cleanDown) = shape
                    }
                }, firms: 5)
            var models = shapes.map { Model(channels: $0.0, setUp: $0.1, cleanDown: $0.2) }
            var random = Seeded(state: 20_261_123)
            var accepted: [String: Int] = [:]
            var refused = 0
            for _ in 0..<20 {
                let wishes = (0..<100).map { _ in wish(models, &random) }
                let results = await zone.desk.performAll(
                    wishes.map { wish in
                        switch wish {
                        case .reserve(let i, let period, let owner):
                            let firm = ground.firms[owner]
                            return Asked(ground.instruments[i].reserve(period, by: firm), by: firm)
                        case .move(let i, let id, let period, let owner):
                            return asked(.move(id, to: period), ground.instruments[i], ground.firms[owner])
                        case .cancel(let i, let id, let owner):
                            return asked(.cancel(id, reason: nil), ground.instruments[i], ground.firms[owner])
                        }
                    })
                // Acts on one instrument keep their order, and nothing else touches it: the model can follow.
                for (wish, result) in zip(wishes, results) {
                    if let act = follow(wish, result, &models, ground.instruments) {
                        accepted[act, default: 0] += 1
                    } else {
                        refused += 1
                    }
                }
            }
            #expect(refused > 300 && accepted.values.allSatisfy { $0 > 100 } && accepted.count == 3)
            #expect(try await zone.overlaps() == 0)
            #expect(try await zone.faultsOfLog() == [])
            for (act, count) in accepted {
                #expect(try await zone.count("FROM log WHERE act = $1", .text(act)) == count)
            }
            #expect(try await zone.count("FROM booking") == accepted["reserve"])
            #expect(try await zone.count("FROM booking WHERE live") == models.reduce(0) { $0 + $1.held.count })
            for (model, entry) in zip(models, ground.instruments) {
                for held in model.held {
                    #expect(
                        try await zone.count(
                            "FROM booking WHERE id = $1 AND channel_id = $2 AND starts_at = $3 AND ends_at = $4 AND live",
                            .int8(held.id.rawValue), .int8(entry.channels[held.channel].rawValue),
                            .timestamptz(held.period.start.timestamp), .timestamptz(held.period.end.timestamp)) == 1)
                }
            }
        }
    }

    private func asked(_ act: BookingAct, _ entry: RegisterEntry, _ firm: Requester) -> Asked {
        Asked(
            .booking(
                act,
                about: BookingSubject(
                    instrument: entry.register.id, unit: entry.register.unit, organisation: firm.organisation)),
            by: firm)
    }

    private func wish(_ models: [Model], _ random: inout Seeded) -> Wish {
        let instrument = Int.random(in: 0..<models.count, using: &random)
        let start = december(1, 0, 1).start + .minutes(15 * Int.random(in: 0..<96 * 5, using: &random))
        let period = Period(start: start, end: start + .minutes(30 + 15 * Int.random(in: 0..<14, using: &random)))!
        let choice = Int.random(in: 0..<10, using: &random)
        guard choice < 5, let held = models[instrument].held.randomElement(using: &random) else {
            return .reserve(instrument, period, owner: .random(in: 0..<5, using: &random))
        }
        return choice < 3
            ? .cancel(instrument, held.id, owner: held.owner) : .move(instrument, held.id, period, owner: held.owner)
    }

    /// Compares one result with the model and carries the model on; the act's name where it was accepted.
    private func follow(
        _ wish: Wish, _ result: DeskResult, _ models: inout [Model], _ entries: [RegisterEntry]
    ) -> String? {
        switch wish {
        case .reserve(let i, let period, let owner):
            guard let place = models[i].place(period) else {
                #expect(word(result) == "conflict")
                return nil
            }
            guard let made = booking(result) else {
                Issue.record("refused what the model accepts: \(word(result))")
                return nil
            }
            #expect(made.channel == entries[i].channels[place])
            models[i].held.append(.init(id: made.id, channel: place, period: period, owner: owner))
            return "reserve"
        case .move(let i, let id, let period, let owner):
            guard let index = models[i].held.firstIndex(where: { $0.id == id }) else {
                #expect(word(result) == "state")
                return nil
            }
            guard let place = models[i].newPlace(models[i].held[index], period) else {
                #expect(word(result) == "conflict")
                return nil
            }
            #expect(booking(result)?.period == period && booking(result)?.channel == entries[i].channels[place])
            models[i].held[index] = .init(id: id, channel: place, period: period, owner: owner)
            return "move"
        case .cancel(let i, let id, _):
            guard models[i].held.contains(where: { $0.id == id }) else {
                #expect(word(result) == "state")
                return nil
            }
            #expect(word(result) == "booked")
            models[i].held.removeAll { $0.id == id }
            return "cancel"
        }
    }
}
