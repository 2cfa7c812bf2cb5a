import Booking
import Postgres

/// Brings together all that the rules need for a batch. What the ``FactBook`` remembers is proved by the log's end and
/// used; only the rest is read, in a constant number of statements.
struct BatchLoader: Sendable {
    let reader: RegisterReader
    let book: FactBook
    let policy: Policy
    let workingTime: WorkingTime

    /// What a batch starts from, its locks held.
    struct Loaded: Sendable {
        var facts: Facts
        var numbers: [BookingID]
        /// More of them than the batch needs; good only once the batch's transaction is on disk, for a crash takes back
        /// how far the sequence had come.
        var spare: [BookingID] = []
        /// Credential → the moment it runs out; those that were revoked are missing.
        var credentials: [Int64: Instant]
        var keys: [KeyName: KeptKey]
        /// The log's end when the facts were true.
        var start: LogChain
        /// The book's, when it gave what it remembered.
        var generation = 0
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

    /// Begins the transaction, locks and loads.
    func load(_ items: [Item], at now: Instant, on connection: PostgresConnection) async throws -> Loaded {
        let wants = Wants(items)
        var pipeline = Pipeline()
        _ = pipeline.add(.begin)
        _ = pipeline.add(Statement(SQL.desk, .int4(LockSpace.policy.rawValue)))
        _ = pipeline.add(LockSpace.instrument.lock(wants.instruments.map(\.rawValue)))
        _ = pipeline.add(LockSpace.organisation.lock(wants.organisations.map(\.rawValue)))
        let place = pipeline.add(Statement(SQL.place))
        let more = wants.add(to: &pipeline, at: now)
        let numbers = book.numbers(wants.newBookings)
        let numbersPlace =
            numbers == nil ? pipeline.add(Statement(SQL.numbers, .int4(Int32(wants.newBookings + 512)))) : nil
        let results = try await connection.pipeline(pipeline.statements)

        let start = try Self.chain(results[place])
        try await close(book.gap(to: start), to: start, on: connection)
        let remembered = book.take(wants.instruments, wants.organisations, credentials: wants.credentials)
        var loaded = Loaded(
            facts: Facts(policy: policy, workingTime: workingTime), numbers: numbers ?? [],
            credentials: remembered.credentials, keys: [:], start: start, generation: remembered.generation)
        if let numbersPlace {
            let fresh = try results[numbersPlace].map { row -> BookingID in try row.id(0) }
            loaded.numbers = Array(fresh.prefix(wants.newBookings))
            loaded.spare = Array(fresh.dropFirst(wants.newBookings))
        }
        loaded.facts.instruments = remembered.instruments
        loaded.facts.organisations = remembered.organisations
        try wants.read(results, more, into: &loaded)
        try await FactReader(register: reader).fill(&loaded, wants, at: now, on: connection)
        try await OperatorReader().fill(&loaded.facts, items, locking: true, at: now, on: connection)
        return loaded
    }

    /// The same facts without locks or memory, as in CHECK: they are good for telling, not for writing.
    func look(
        _ items: [Item], at now: Instant, on connection: PostgresConnection
    ) async throws -> Facts {
        let wants = Wants(items)
        var pipeline = Pipeline()
        let more = wants.add(to: &pipeline, at: now)
        var loaded = Loaded(
            facts: Facts(policy: policy, workingTime: workingTime), numbers: [], credentials: [:], keys: [:],
            start: LogChain(sequence: 0, hash: []))
        if !pipeline.statements.isEmpty {
            try wants.read(try await connection.pipeline(pipeline.statements), more, into: &loaded)
        }
        try await FactReader(register: reader).fill(&loaded, wants, at: now, on: connection)
        try await OperatorReader().fill(&loaded.facts, items, locking: false, at: now, on: connection)
        return loaded.facts
    }

    /// Makes the book true again.
    private func close(_ gap: Gap, to end: LogChain, on connection: PostgresConnection) async throws {
        switch gap {
        case .none: return
        case .other: book.catchUp(with: end, forgetting: nil)
        case .missed(let after) where end.sequence - after.sequence > FactBook.longestGap:
            book.catchUp(with: end, forgetting: nil)
        case .missed(let after):
            let results = try await connection.pipeline([
                Statement(SQL.logFind, .int8(after.sequence)),
                Statement(SQL.missed, .int8(after.sequence), .int8(end.sequence)),
            ])
            // What was known last may be gone, lost in a crash before anybody was told of it, and others have written
            // in its place.
            var touched: Touched? = try after.stands(in: results[0]) ? Touched() : nil
            for row in results[1] where touched != nil {
                // An act on the register can change what stands behind anything: prices, hours, accounts, tokens.
                guard let instrument: InstrumentID = try row.id(optional: 0) else {
                    touched = nil
                    break
                }
                touched?.instruments.insert(instrument)
                touched?.organisations.insert(try row.id(1))
            }
            book.catchUp(with: end, forgetting: touched)
        }
    }

    private static func chain(_ rows: Rows) throws -> LogChain {
        guard let row = rows.first else { throw UnknownValue(column: "log_head", value: "no row") }
        return LogChain(sequence: try row.decode(0, as: Int64.self), hash: try row.decode(1, as: [UInt8].self))
    }
}

extension LogChain {
    /// Whether the log still holds this row, by what `desk_log_find.sql` found at its place.
    fileprivate func stands(in found: Rows) throws -> Bool {
        guard let row = found.first else { return sequence == 0 }
        return try row.decode(0, as: [UInt8].self) == hash
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
