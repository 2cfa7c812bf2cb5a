package import Booking
import Postgres

extension Reader {
    /// The facts of instruments with all that could touch `window`: live bookings and closures.
    package func facts(
        of entries: [RegisterEntry], in window: Period
    ) async throws -> [InstrumentID: InstrumentFacts] {
        try await pool.withConnection { try await facts(of: entries, in: window, on: $0) }
    }

    func facts(
        of entries: [RegisterEntry], in window: Period, on connection: PostgresConnection
    ) async throws -> [InstrumentID: InstrumentFacts] {
        let channels = entries.flatMap(\.channels)
        let rows = try await connection.pipeline([
            Statement(
                SQL.live, .int8s(channels.map(\.rawValue)),
                .timestamptzs(channels.map { _ in window.start.timestamp }),
                .timestamptzs(channels.map { _ in window.end.timestamp })),
            Statement(
                SQL.registerClosures, .int8s(entries.map(\.register.id.rawValue)),
                .timestamptz(window.start.timestamp)),
            Statement(
                SQL.finished, .int8s(channels.map(\.rawValue)),
                .timestamptz((max(window.start, clock.now()) - Memory.use).timestamp)),
        ])
        var live: [ChannelID: [LiveBooking]] = [:]
        for row in rows[0] {
            guard let period = Period(start: try row.instant(2), end: try row.instant(3)) else { continue }
            live[try row.id(0), default: []].append(
                LiveBooking(id: try row.id(1), period: period, setUp: try row.int(4), cleanDown: try row.int(5)))
        }
        try FinishedUse.add(rows[2], to: &live)
        var closures: [InstrumentID: [Closure]] = [:]
        for row in rows[1] {
            guard let period = Period(start: try row.instant(3), end: try row.instant(4)) else { continue }
            closures[try row.id(0), default: []].append(
                Closure(
                    id: try row.id(1), channel: try row.id(optional: 2), period: period, reason: try row.text(5),
                    announcedAt: try row.instant(6)))
        }
        var facts: [InstrumentID: InstrumentFacts] = [:]
        for entry in entries {
            facts[entry.register.id] = InstrumentFacts(
                register: entry.register, closures: closures[entry.register.id] ?? [],
                channels: entry.channels.map { channel in
                    ChannelFacts(id: channel, live: (live[channel] ?? []).sorted { $0.period.start < $1.period.start })
                })
        }
        return facts
    }

    /// All the facts that a wish is judged by, read without locks: for CHECK, which promises nothing.
    package func facts(
        for act: BookingAct, about subject: BookingSubject, by requester: Requester
    ) async throws -> Facts {
        let now = clock.now()
        let loader = BatchLoader(reader: reader, book: FactBook(), policy: policy, workingTime: workingTime)
        return try await pool.withConnection { connection in
            try await loader.look(
                [.init(act: act, subject: subject, requester: requester, key: nil)], at: now, on: connection)
        }
    }
}
