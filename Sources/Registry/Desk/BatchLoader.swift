import Booking
import Postgres

/// Loads, in one round trip, all that the rules need for a batch: a constant number of statements, whatever its size.
struct BatchLoader: Sendable {
    let reader: RegisterReader
    let cache: RegisterCache
    let policy: Policy

    /// What a batch starts from, its locks held.
    struct Loaded: Sendable {
        var facts: Facts
        var numbers: [BookingID]
        var credentials: Set<Int64>
        var keys: [KeyName: KeptKey]
    }

    struct KeyName: Hashable, Sendable {
        let account: AccountID
        let key: String
    }

    struct KeptKey: Sendable {
        let fingerprint: [UInt8]
        let outcome: String
    }

    /// One booking act of the batch with what it concerns.
    struct Item: Sendable {
        let act: BookingAct
        let subject: BookingSubject
        let requester: Requester
        let key: RequestKey?
    }

    /// Begins the transaction, locks and loads. With `locking` false nothing is begun or held: the facts are then only
    /// good for telling, as in CHECK.
    func load(
        _ items: [Item], at now: Instant, locking: Bool = true, on connection: PostgresConnection
    ) async throws -> Loaded {
        let instruments = Set(items.map(\.subject.instrument)).sorted()
        let organisations = Set(items.map(\.subject.organisation)).sorted()
        var remembered = cache.remembered(instruments)
        let unknown = instruments.filter { remembered[$0] == nil }
        if !unknown.isEmpty {
            let read = try await reader.read(unknown, closuresSince: now, on: connection)
            cache.remember(read)
            remembered.merge(read) { _, new in new }
        }

        var pipeline = Pipeline()
        if locking {
            _ = pipeline.add(.begin)
            _ = pipeline.add(Statement(SQL.desk))
            _ = pipeline.add(LockSpace.instrument.lock(instruments.map(\.rawValue)))
            _ = pipeline.add(LockSpace.organisation.lock(organisations.map(\.rawValue)))
        }
        let versions = pipeline.add(Statement(SQL.versions, .int8s(instruments.map(\.rawValue))))
        let rows = BatchRows(items: items, policy: policy, now: now)
        let load = rows.add(to: &pipeline, organisations: organisations, numbering: locking, entries: remembered)
        let results = try await connection.pipeline(pipeline.statements)

        // What was remembered is used only where this transaction has just proved it current.
        var stale: [InstrumentID] = []
        for row in results[versions] {
            let id: InstrumentID = try row.id(0)
            if try remembered[id]?.version != row.decode(1, as: Int64.self) { stale.append(id) }
        }
        var loaded = try rows.read(results, load, facts: Facts(policy: policy))
        if !stale.isEmpty {
            let read = try await reader.read(stale, closuresSince: now, on: connection)
            cache.remember(read)
            remembered.merge(read) { _, new in new }
            let again = try await connection.query(rows.neighbours(of: Set(stale), entries: remembered))
            try rows.readNeighbours(again, into: &loaded.live)
        }
        for id in instruments {
            guard let entry = remembered[id] else { continue }
            loaded.facts.instruments[id] = InstrumentFacts(
                register: entry.register, closures: entry.closures,
                channels: entry.channels.map { ChannelFacts(id: $0, live: loaded.live[$0]?.sorted() ?? []) })
        }
        return Loaded(
            facts: loaded.facts, numbers: loaded.numbers, credentials: loaded.credentials, keys: loaded.keys)
    }
}

/// Statements of one round trip, each with the place of its answer.
struct Pipeline {
    private(set) var statements: [Statement] = []

    mutating func add(_ statement: Statement) -> Int {
        statements.append(statement)
        return statements.count - 1
    }
}

extension Collection<LiveBooking> {
    /// In order of start, each once: windows of one batch may overlap.
    fileprivate func sorted() -> [LiveBooking] {
        var seen = Set<BookingID>()
        return filter { seen.insert($0.id).inserted }.sorted { $0.period.start < $1.period.start }
    }
}
