package import Booking
package import Postgres

/// Public and private reads, on connections of their own: they never queue behind a write.
package struct Reader: Sendable {
    package let pool: PostgresPool
    package let calendar: ZoneCalendar
    package let clock: any WallClock
    /// The zone's, as this daemon was started with.
    package let policy: Policy
    package let workingTime: WorkingTime
    let cache: RegisterCache
    let reader: RegisterReader

    init(
        pool: PostgresPool, calendar: ZoneCalendar, policy: Policy, workingTime: WorkingTime, clock: any WallClock,
        cache: RegisterCache
    ) {
        self.pool = pool
        self.calendar = calendar
        self.policy = policy
        self.workingTime = workingTime
        self.clock = clock
        self.cache = cache
        reader = RegisterReader(calendar: calendar, policies: cache.policies)
    }

    func query(_ statement: Statement) async throws -> Rows {
        try await pool.withConnection { try await $0.query(statement) }
    }

    /// Entries of `ids`, each proved current by its version.
    func entries(_ ids: [InstrumentID], on connection: PostgresConnection) async throws -> [InstrumentID: RegisterEntry]
    {
        guard !ids.isEmpty else { return [:] }
        var entries = cache.remembered(ids)
        var stale: [InstrumentID] = []
        for row in try await connection.query(Statement(SQL.versions, .int8s(ids.map(\.rawValue)))) {
            let id: InstrumentID = try row.id(0)
            if try entries[id]?.version != row.decode(1, as: Int64.self) { stale.append(id) }
        }
        let read = try await reader.read(stale, closuresSince: clock.now(), on: connection)
        cache.remember(read)
        entries.merge(read) { _, new in new }
        return entries
    }
}
