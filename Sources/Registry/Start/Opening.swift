package import Booking
package import Logging
package import Postgres

/// The zone that a database is for.
package struct ZoneIdentity: Sendable {
    package let code: String
    package let name: String
    package let nameEn: String?
    package let timezone: String

    package init(code: String, name: String, nameEn: String?, timezone: String) {
        self.code = code
        self.name = name
        self.nameEn = nameEn
        self.timezone = timezone
    }

    /// The office's own account, for which the first token is made.
    package var office: String { "\(code)/office" }
}

/// A policy profile as text, before the database has given it a version.
package struct PolicySource: Sendable {
    package let profile: String
    package let values: [String: [String: String]]

    package init(profile: String, values: [String: [String: String]]) {
        self.profile = profile
        self.values = values
    }
}

/// What makes a migrated database ready to serve.
package enum Opening {
    package struct Fault: Error, CustomStringConvertible {
        package let description: String
    }

    /// Records the zone and its office at the first start, and the policy whenever it changed.
    ///
    /// - Returns: the policy with the version under which this database knows it.
    /// - Throws: ``Fault`` when the database belongs to another zone; `PolicyFault`; `PostgresError`.
    package static func prepare(
        _ connection: PostgresConnection, zone: ZoneIdentity, policy source: PolicySource, clock: any WallClock
    ) async throws -> Policy {
        let draft = try Policy.make(profile: source.profile, version: 1, values: source.values)
        let now = clock.now().timestamp
        _ = try await connection.query(.begin)
        do {
            let version = try await record(connection, zone, draft, now)
            _ = try await connection.query(.commit)
            return try Policy.make(profile: source.profile, version: version, values: source.values)
        } catch {
            _ = try? await connection.query(.rollback)
            throw error
        }
    }

    private static func record(
        _ connection: PostgresConnection, _ zone: ZoneIdentity, _ policy: Policy, _ now: Timestamp
    ) async throws -> Int {
        // One daemon at a time; the others find all done.
        _ = try await connection.query(LockSpace.inventory.lock([0]))
        let binds: [Bind] = [.text(zone.code), .text(zone.name), .text(zone.nameEn)]
        _ = try await connection.query(
            Statement(SQL.startZone, binds: binds + [.text(zone.timezone), .timestamptz(now)]))
        let row = try await connection.query(Statement(SQL.zone))[0]
        guard try row.text(0) == zone.code, try row.text(3) == zone.timezone else {
            throw Fault(
                description:
                    "this database holds the zone '\(try row.text(0))' in \(try row.text(3)), but the settings "
                    + "say zone.code '\(zone.code)' and zone.timezone '\(zone.timezone)': use another database, or "
                    + "correct the settings")
        }
        _ = try await connection.query(Statement(SQL.startZoneOffice, binds: binds + [.timestamptz(now)]))
        if try await Lookup.account(zone.office, on: connection) == nil,
            let office = try await Lookup.organisation(zone.code, on: connection)
        {
            _ = try await connection.query(
                Statement(SQL.addAccount, .int8(office.id.rawValue), .text(zone.office), .timestamptz(now)))
        }
        let document = policy.lines.map { "\($0.id) \($0.mode.rawValue) \($0.value)" }.joined(separator: "\n")
        let version = try await connection.query(
            Statement(SQL.startPolicy, .text(policy.profile), .text(document), .timestamptz(now)))[0]
        return try version.int(0)
    }
}

/// The domain in PostgreSQL: the desk that writes, and the reader beside it.
package struct Registry: Sendable {
    package let desk: Desk
    package let reader: Reader
    package let policy: Policy

    package init(
        reads: PostgresPool, writes: PostgresPool, calendar: ZoneCalendar, policy: Policy, clock: any WallClock,
        desk settings: Desk.Settings, logger: Logger
    ) {
        let cache = RegisterCache()
        self.policy = policy
        desk = Desk(
            pool: writes, calendar: calendar, policy: policy, clock: clock, cache: cache, settings: settings,
            logger: logger)
        reader = Reader(pool: reads, calendar: calendar, policy: policy, clock: clock, cache: cache)
    }
}
