import Booking
import Postgres
import Synchronization

/// The policies of the versions that this daemon has met. A version's text never changes, so what was read once holds.
final class PolicyBook: Sendable {
    /// Beyond this the memory is emptied: some kilobytes a policy.
    private static let capacity = 10_000

    private let known = Mutex<[Int: Policy]>([:])

    /// - Throws: `UnknownValue` for a version that the database does not have, or cannot be read by this program.
    func policies(
        _ versions: some Sequence<Int>, on connection: PostgresConnection
    ) async throws -> [Int: Policy] {
        let wanted = Set(versions)
        var found = known.withLock { known in known.filter { wanted.contains($0.key) } }
        let missing = wanted.subtracting(found.keys)
        guard !missing.isEmpty else { return found }
        let rows = try await connection.query(Statement(SQL.policyTexts, .int4s(missing.sorted().map { Int32($0) })))
        var read: [Int: Policy] = [:]
        for row in rows {
            let version = try row.int(0)
            read[version] = try Self.policy(profile: try row.text(1), version: version, document: try row.text(2))
        }
        for version in missing where read[version] == nil {
            throw UnknownValue(column: "policy_version", value: "\(version)")
        }
        known.withLock { [read] known in
            if known.count + read.count > Self.capacity { known.removeAll() }
            known.merge(read) { old, _ in old }
        }
        found.merge(read) { old, _ in old }
        return found
    }

    func policy(_ version: Int, on connection: PostgresConnection) async throws -> Policy {
        guard let policy = try await policies([version], on: connection)[version] else {
            throw UnknownValue(column: "policy_version", value: "\(version)")
        }
        return policy
    }

    /// What is in force for a park or a unit; nil asks for the zone's.
    func policy(of organisation: OrganisationID?, on connection: PostgresConnection) async throws -> Policy {
        let row = try await connection.query(Statement(SQL.policyInForce, .int8(organisation?.rawValue)))[0]
        return try await policy(try row.int(0), on: connection)
    }

    static func policy(profile: String, version: Int, document: String) throws -> Policy {
        do {
            return try Policy(profile: profile, version: version, document: document)
        } catch {
            throw UnknownValue(column: "policy.document", value: "version \(version): \(error)")
        }
    }
}
