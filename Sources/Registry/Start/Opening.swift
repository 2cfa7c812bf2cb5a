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

    /// Records the zone and its office at the first start, and the policy whenever it changed. All daemons of a database
    /// judge by the policy that was adopted last.
    ///
    /// - Parameters:
    ///   - adopting: whether the policy takes the place of one that the database has already; a tool beside the daemons
    ///     leaves theirs in force.
    ///   - logger: is told of what places below say in vain from then on.
    /// - Returns: the zone's policy with the version under which this database knows it.
    /// - Throws: ``Fault`` when the database belongs to another zone; `PolicyFault`; `PostgresError`.
    package static func prepare(
        _ connection: PostgresConnection, zone: ZoneIdentity, policy source: PolicySource, adopting: Bool = true,
        clock: any WallClock, logger: Logger? = nil
    ) async throws -> Policy {
        let draft = try Policy.make(profile: source.profile, version: 1, values: source.values)
        let now = clock.now().timestamp
        _ = try await connection.query(.begin)
        do {
            try await record(connection, zone, now)
            let policy = try await adopt(connection, zone, draft, adopting: adopting, now, logger)
            _ = try await connection.query(.commit)
            return policy
        } catch {
            _ = try? await connection.query(.rollback)
            throw error
        }
    }

    private static func record(
        _ connection: PostgresConnection, _ zone: ZoneIdentity, _ now: Timestamp
    ) async throws {
        // One daemon at a time; the others find all done. Nobody judges by the policy while it changes.
        _ = try await connection.query(LockSpace.policies(alone: true))
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
    }

    private static func adopt(
        _ connection: PostgresConnection, _ zone: ZoneIdentity, _ policy: Policy, adopting: Bool, _ now: Timestamp,
        _ logger: Logger?
    ) async throws -> Policy {
        let known = try await connection.query(Statement(SQL.policyInForce, .int8(nil)))[0].decode(0, as: Int32?.self)
        if !adopting, let known { return try await PolicyBook().policy(Int(known), on: connection) }
        let recorded = try await connection.query(
            Statement(SQL.startPolicy, .text(policy.profile), .text(policy.document), .timestamptz(now)))[0]
        let policy = policy.numbered(try recorded.int(0))
        if try recorded.decode(1, as: Bool.self), let known {
            try await renew(connection, zone, from: Int(known), policy, now, logger)
        }
        return policy
    }

    /// Another policy of the zone: it is logged, and what lies below it is merged anew.
    private static func renew(
        _ connection: PostgresConnection, _ zone: ZoneIdentity, from known: Int, _ policy: Policy, _ now: Timestamp,
        _ logger: Logger?
    ) async throws {
        var tree = PolicyTree(top: policy, last: policy.version)
        for place in try await PolicyTree.places(below: nil, unit: nil, on: connection) { tree.add(place) }
        try await tree.write(at: Instant(now), on: connection)
        _ = try await connection.query(Statement(SQL.policyTouch, .int8(nil), .int8(nil), .int8(nil)))
        var before = JSONText()
        before.field("version", known)
        var after = JSONText()
        after.field("level", PolicyLevel.zone.rawValue)
        after.field("version", policy.version)
        after.field("profile", policy.profile)
        var writer = BatchWriter()
        writer.log(
            LogEntry(
                account: Requester.daemon.name, act: "policy", subject: zone.code, before: before.finish(),
                after: after.finish(), policyVersion: policy.version))
        for entry in tree.log {
            writer.log(
                LogEntry(
                    account: Requester.daemon.name, act: entry.act, subject: entry.subject, before: entry.before,
                    after: entry.after, policyVersion: entry.policyVersion))
        }
        for change in tree.changes where !change.superseded.isEmpty {
            let words = change.superseded.map { "\($0)=\(change.place.override[$0]!), now \(change.policy[$0])" }
            logger?.warning(
                "the zone's policy is now more open than what a place below says, or cannot be compared with it",
                metadata: ["place": "\(change.place.name)", "superseded": "\(words.joined(separator: "; "))"])
        }
        let rows = try await connection.pipeline(writer.statements(at: Instant(now)))
        guard let head = rows.last?.first else { throw UnknownValue(column: "log_head", value: "no row") }
        let chain = LogChain(sequence: try head.decode(0, as: Int64.self), hash: try head.decode(1, as: [UInt8].self))
        let (statements, _) = writer.finish(chain, at: Instant(now), policyVersion: policy.version)
        // All but the commit, which is the caller's.
        _ = try await connection.pipeline(Array(statements.dropLast()))
    }
}

/// The domain in PostgreSQL: the desk that writes, and the reader beside it.
package struct Registry: Sendable {
    package let desk: Desk
    package let reader: Reader
    package let keys: KeyKeeping
    package let policy: Policy

    package init(
        reads: PostgresPool, writes: PostgresPool, calendar: ZoneCalendar, policy: Policy, workingTime: WorkingTime,
        clock: any WallClock, desk settings: Desk.Settings, logger: Logger
    ) {
        let cache = RegisterCache()
        self.policy = policy
        keys = KeyKeeping(pool: writes)
        desk = Desk(
            pool: writes, calendar: calendar, policy: policy, workingTime: workingTime, clock: clock, cache: cache,
            settings: settings, logger: logger)
        reader = Reader(
            pool: reads, calendar: calendar, policy: policy, workingTime: workingTime, clock: clock, cache: cache)
    }
}
