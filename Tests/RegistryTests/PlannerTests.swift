import Booking
import Support
import Testing

@testable import Registry

/// Tickets that nobody answers; told apart by their key.
private func ticket(_ name: Int, _ act: DeskAct) -> Ticket {
    Ticket(act: act, requester: .daemon, key: RequestKey(key: "\(name)", request: ""), render: { _ in "" }) { _ in }
}

private func subject(_ instrument: Int64, _ organisation: Int64, unit: Int64 = 900) -> BookingSubject {
    BookingSubject(
        instrument: InstrumentID(instrument), unit: OrganisationID(unit), organisation: OrganisationID(organisation))
}

private func reserve(_ name: Int, _ instrument: Int64, _ organisation: Int64, unit: Int64 = 900) -> Ticket {
    ticket(
        name,
        .booking(
            .reserve(
                Reservation(instrument: InstrumentID(instrument), period: december(1, 9, 10), service: "imaging")),
            about: subject(instrument, organisation, unit: unit)))
}

private func move(_ name: Int, _ instrument: Int64, _ organisation: Int64) -> Ticket {
    ticket(name, .booking(.move(BookingID(1), to: december(1, 9, 10)), about: subject(instrument, organisation)))
}

private func publish(_ name: Int, unit: Int64) -> Ticket {
    ticket(
        name,
        .register(PublishInventory(unit: OrganisationID(unit), unitCode: "u", rows: [], mode: .all, dryRun: false)))
}

private func close(_ name: Int, _ instrument: Int64) -> Ticket {
    ticket(
        name,
        .register(
            CloseInstrument(
                instrument: InstrumentID(instrument), unit: OrganisationID(900), period: december(1, 9, 10),
                reason: .fault, note: nil)))
}

private func names(_ batch: [Ticket]) -> [Int] { batch.map { Int($0.key!.key)! } }

@Suite struct PlannerTests {
    private func planner(_ tickets: [Ticket], limit: Int = 8) -> BatchPlanner {
        var planner = BatchPlanner(limit: limit)
        for ticket in tickets { planner.add(ticket) }
        return planner
    }

    @Test func oneBatchTakesAllInOrder() {
        var planner = planner([reserve(0, 1, 10), reserve(1, 1, 11), reserve(2, 2, 10)])
        #expect(names(planner.next()) == [0, 1, 2])
        #expect(planner.next().isEmpty)
    }

    @Test func lanesShareNothing() {
        var planner = planner([reserve(0, 1, 10), reserve(1, 2, 11), reserve(2, 1, 12), reserve(3, 3, 13)], limit: 2)
        let first = planner.next()
        #expect(names(first) == [0, 1])
        // 2 wants the first lane's instrument, so only 3 can go beside it.
        #expect(names(planner.next()) == [3])
        planner.release(first)
        #expect(names(planner.next()) == [2])
    }

    @Test func whatIsPassedOverIsNotOvertaken() {
        var planner = planner([reserve(0, 1, 10), reserve(1, 1, 11), reserve(2, 2, 11)], limit: 1)
        let first = planner.next()
        #expect(names(first) == [0])
        // 2 shares its firm with 1, which waits for the instrument.
        #expect(planner.next().isEmpty)
        planner.release(first)
        #expect(names(planner.next()) == [1])
    }

    @Test func movesGoWithTheRest() {
        var planner = planner([reserve(0, 1, 10), move(1, 1, 11), reserve(2, 2, 12), reserve(3, 1, 13)])
        #expect(names(planner.next()) == [0, 1, 2, 3])
    }

    @Test func registerActsAreAloneAndInOrder() {
        var planner = planner([publish(0, unit: 900), publish(1, unit: 901), reserve(2, 1, 10, unit: 902)])
        let first = planner.next()
        #expect(names(first) == [0])
        // The register's acts build on each other; bookings of other units go on.
        let second = planner.next()
        #expect(names(second) == [2])
        planner.release(first)
        #expect(names(planner.next()) == [1])
    }

    @Test func aPublicationWaitsForItsUnitsBookingsAndIsNotOvertaken() {
        var planner = planner([reserve(0, 1, 10), publish(1, unit: 900), reserve(2, 2, 11), reserve(3, 3, 12, unit: 7)])
        let first = planner.next()
        #expect(names(first) == [0, 3])
        #expect(planner.next().isEmpty)
        planner.release(first)
        let second = planner.next()
        #expect(names(second) == [1])
        #expect(planner.next().isEmpty)
        planner.release(second)
        #expect(names(planner.next()) == [2])
    }

    @Test func aClosureHoldsItsInstrumentOnly() {
        var planner = planner([close(0, 1), reserve(1, 1, 10), reserve(2, 2, 11), publish(3, unit: 900)])
        let first = planner.next()
        #expect(names(first) == [0])
        #expect(names(planner.next()) == [2])
    }

    /// Random schedules: everything is dispatched once, in order wherever two acts share something, and batches that
    /// are under way together share nothing that one of them needs for itself.
    @Test(arguments: 0..<40) func randomSchedules(seed: UInt64) {
        var random = Seeded(state: seed)
        let count = 120
        let tickets = (0..<count).map { index -> Ticket in
            let instrument = Int64.random(in: 1...6, using: &random)
            let organisation = Int64.random(in: 10...14, using: &random)
            switch Int.random(in: 0..<20, using: &random) {
            case 0: return publish(index, unit: .random(in: 900...901, using: &random))
            case 1: return close(index, instrument)
            case 2...5: return move(index, instrument, organisation)
            default:
                return reserve(index, instrument, organisation, unit: .random(in: 900...901, using: &random))
            }
        }
        var planner = BatchPlanner(limit: Int.random(in: 1...12, using: &random))
        var underWay: [[Ticket]] = []
        var order: [Int] = []
        var added = 0
        while order.count < count || !underWay.isEmpty {
            let choice = Int.random(in: 0..<3, using: &random)
            if choice == 0, added < count {
                planner.add(tickets[added])
                added += 1
            } else if choice == 1 || underWay.isEmpty, underWay.count < 3 {
                let batch = planner.next()
                // Nothing starves: with nothing under way, whatever waits first can go.
                #expect(!batch.isEmpty || !underWay.isEmpty || planner.count == 0)
                if batch.isEmpty {
                    if added < count {
                        planner.add(tickets[added])
                        added += 1
                    }
                    continue
                }
                check(batch, beside: underWay)
                underWay.append(batch)
                order += names(batch)
            } else if !underWay.isEmpty {
                planner.release(underWay.remove(at: Int.random(in: 0..<underWay.count, using: &random)))
            }
        }
        #expect(order.sorted() == Array(0..<count))
        let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        for later in 0..<count {
            for earlier in 0..<later where conflict(tickets[earlier].claims, tickets[later].claims) {
                #expect(place[earlier]! < place[later]!)
            }
        }
    }

    private func check(_ batch: [Ticket], beside others: [[Ticket]]) {
        for ticket in batch {
            for other in others.joined() { #expect(!conflict(ticket.claims, other.claims)) }
            if ticket.claims.alone { #expect(batch.count == 1) }
        }
    }

    private func conflict(_ a: Claims, _ b: Claims) -> Bool {
        let mine = Set(a.exclusive)
        let theirs = Set(b.exclusive)
        return !mine.isDisjoint(with: theirs) || !mine.isDisjoint(with: b.shared) || !theirs.isDisjoint(with: a.shared)
    }
}
