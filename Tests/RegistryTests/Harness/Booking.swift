import Booking
import Synchronization

@testable import Registry

extension RegisterEntry {
    /// The act of reserving it.
    func reserve(
        _ period: Period, by requester: Requester, service: String = "imaging", project: String? = nil
    ) -> DeskAct {
        .booking(
            .reserve(Reservation(instrument: register.id, period: period, service: service, project: project)),
            about: subject(requester.organisation))
    }

    /// The same for a wish that says more.
    func reserve(
        _ period: Period, by requester: Requester, _ change: (inout Reservation) -> Void
    ) -> DeskAct {
        var wish = Reservation(instrument: register.id, period: period, service: "imaging")
        change(&wish)
        return .booking(.reserve(wish), about: subject(requester.organisation))
    }

    func move(_ booking: BookingFacts, to period: Period) -> DeskAct {
        .booking(.move(booking.id, to: period), about: subject(booking.organisation))
    }

    func cancel(_ booking: BookingFacts, reason: String? = nil) -> DeskAct {
        .booking(.cancel(booking.id, reason: reason), about: subject(booking.organisation))
    }

    private func subject(_ organisation: OrganisationID) -> BookingSubject {
        BookingSubject(instrument: register.id, unit: register.unit, organisation: organisation)
    }
}

/// Collects results in the order of submission, and how often each was given.
final class Results: Sendable {
    private let state: Mutex<(results: [DeskResult?], given: [Int])>

    init(_ count: Int) { state = Mutex((Array(repeating: nil, count: count), Array(repeating: 0, count: count))) }

    func set(_ index: Int, _ result: DeskResult) {
        state.withLock {
            $0.results[index] = result
            $0.given[index] += 1
        }
    }

    var all: [DeskResult] { state.withLock { $0.results.compactMap { $0 } } }
    /// Every act was answered exactly once.
    var areComplete: Bool { state.withLock { $0.given.allSatisfy { $0 == 1 } } }
}

/// An act with who asks for it.
struct Asked: Sendable {
    let act: DeskAct
    let by: Requester
    var key: RequestKey?

    init(_ act: DeskAct, by requester: Requester, key: RequestKey? = nil) {
        self.act = act
        self.by = requester
        self.key = key
    }
}

extension Desk {
    /// Submits all in order without waiting between them; returns when all are answered.
    func performAll(_ acts: [Asked]) async -> [DeskResult] {
        let results = Results(acts.count)
        await withDiscardingTaskGroup { group in
            for (index, asked) in acts.enumerated() {
                let (stream, continuation) = AsyncStream<Void>.makeStream()
                submit(
                    Ticket(act: asked.act, requester: asked.by, key: asked.key, render: { "kept \(word($0))" }) {
                        results.set(index, $0)
                        continuation.finish()
                    })
                group.addTask { for await _ in stream {} }
            }
        }
        precondition(results.areComplete, "an act was answered twice, or never")
        return results.all
    }
}

extension TestZone {
    /// Carries these acts through one transaction, as one batch.
    func batch(_ acts: [Asked], on stand: Int = 0) async -> [DeskResult] {
        let results = Results(acts.count)
        let runner = BatchRunner(
            pool: stands[stand].pool, calendar: shanghai, policy: policy, workingTime: .usual(in: shanghai),
            clock: clock, logger: Self.logger, cache: RegisterCache(), book: FactBook())
        await runner.run(
            acts.enumerated().map { index, asked in
                Ticket(act: asked.act, requester: asked.by, key: asked.key, render: { "kept \(word($0))" }) {
                    results.set(index, $0)
                }
            })
        precondition(results.areComplete, "an act was answered twice, or never")
        return results.all
    }
}
