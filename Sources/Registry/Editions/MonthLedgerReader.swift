package import Booking
import Postgres

extension Reader {
    /// A month as the ledger has it now, counted while its bookings are read: none of them is kept.
    ///
    /// The register is as it stood at the month's last second, or stands now where the month is not over.
    package func ledger(of month: Month) async throws -> MonthLedger {
        try await pool.withConnection { connection in
            let reading = MonthReading(reader: self, connection: connection, month: month)
            return try await reading.inSnapshot { try await reading.ledger() }
        }
    }
}

/// Reads one month on one connection, in one snapshot, so that all that is read agrees.
struct MonthReading {
    let connection: PostgresConnection
    let month: Month
    let period: Period
    /// When the register is looked at: the month's end, or now.
    let asOf: Instant
    let calendar: ZoneCalendar
    let workingDays: WorkingDays
    let policies: PolicyBook

    init(reader: Reader, connection: PostgresConnection, month: Month) {
        self.connection = connection
        self.month = month
        workingDays = reader.workingTime.days
        policies = reader.cache.policies
        calendar = reader.calendar
        period = calendar.period(of: month)
        asOf = min(reader.clock.now(), period.end)
    }

    /// Nobody's write is waited for, and nobody's seen that comes meanwhile. One process of the server's, with 64 MB for
    /// each of its sorts and joins; what is larger goes by way of its disk.
    func inSnapshot<Value>(_ body: () async throws -> Value) async throws -> Value {
        _ = try await connection.pipeline([
            Statement("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"),
            Statement("SET LOCAL statement_timeout = 0"), Statement("SET LOCAL work_mem = '64MB'"),
            Statement("SET LOCAL max_parallel_workers_per_gather = 0"),
        ])
        do {
            let value = try await body()
            _ = try await connection.query(.rollback)
            return value
        } catch {
            _ = try? await connection.query(.rollback)
            throw error
        }
    }

    func ledger() async throws -> MonthLedger {
        let versions = try await versions()
        var (instruments, places) = try await register(versions)
        let (parks, units) = try await self.places()
        let findings = try await findings(&instruments, places)
        try await confirm(&instruments, places)
        let needs = try await needs()
        let tallies = try await tallies(of: instruments, places)
        for (place, tally) in tallies.enumerated() {
            instruments[place].settle(tally)
            // A zone has thousands: others have their turn between them.
            if place % 64 == 0 { await Task.yield() }
        }
        return MonthLedger(
            month: month, calendar: calendar, policy: versions.zone, workingDays: workingDays, parks: parks,
            units: units, instruments: instruments, findings: findings, needs: needs, asOf: asOf)
    }
}
