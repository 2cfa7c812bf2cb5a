import Booking
import Postgres

/// A place below the zone that has rules of its own.
struct PolicyPlace: Sendable {
    let level: PolicyLevel
    /// The park or the unit; for an instrument its unit.
    let organisation: OrganisationID
    let instrument: InstrumentID?
    /// That the unit is in; nil for a park.
    let park: OrganisationID?
    let override: PolicyOverride
    /// Nil while it is not yet written.
    let overrideID: Int64?
    /// What is in force there so far; nil where the place had no rules of its own.
    let current: Policy?
    /// The code or the path.
    let name: String
}

/// What the policies below a changed one come to. Pure.
struct PolicyTree {
    struct Change: Sendable {
        let place: PolicyPlace
        /// Under the version that it gets.
        let policy: Policy
        /// What the place says and what held there so far, and holds no more: the level above is now more open, or the
        /// two cannot be compared. It is not forgotten, and holds again when the level above goes back.
        let superseded: [PolicyKey]
    }

    /// The last version that was given out.
    private(set) var last: Int
    private(set) var changes: [Change] = []
    private var parks: [OrganisationID: Policy] = [:]
    private var units: [OrganisationID: Policy] = [:]
    /// What holds where nothing below says otherwise.
    private let top: Policy

    init(top: Policy, last: Int) {
        self.top = top
        self.last = last
    }

    /// Merges a place's override with what is in force above it. Parks come before their units, units before their
    /// instruments. A text that stays the same keeps its version.
    mutating func add(_ place: PolicyPlace) {
        let above: Policy
        switch place.level {
        case .zone, .park: above = top
        case .unit: above = place.park.flatMap { parks[$0] } ?? top
        case .instrument: above = units[place.organisation] ?? place.park.flatMap { parks[$0] } ?? top
        }
        var policy = above.merged(with: place.override, level: place.level)
        if let current = place.current, current.profile == policy.profile, current.document == policy.document {
            policy = current
        } else {
            last += 1
            policy = policy.numbered(last)
            let lost = policy.superseded(of: place.override).filter { place.current?[$0] == place.override[$0] }
            changes.append(Change(place: place, policy: policy, superseded: lost))
        }
        switch place.level {
        case .park: parks[place.organisation] = policy
        case .unit: units[place.organisation] = policy
        case .zone, .instrument: break
        }
    }
}

extension PolicyTree {
    /// Reads the places below a park or a unit (neither: below the zone), under the lock of policies.
    static func places(
        below park: OrganisationID?, unit: OrganisationID?, on connection: PostgresConnection
    ) async throws -> [PolicyPlace] {
        try await connection.query(Statement(SQL.policyBelow, .int8(park?.rawValue), .int8(unit?.rawValue))).map {
            row in
            PolicyPlace(
                level: try row.word(1, "level"), organisation: try row.id(2), instrument: try row.id(optional: 3),
                park: try row.id(optional: 4),
                // A rule or key that this program no longer has is passed over.
                override: PolicyDocument(try row.text(6)).override, overrideID: try row.decode(5, as: Int64.self),
                current: try PolicyBook.policy(
                    profile: try row.text(8), version: try row.int(7), document: try row.text(9)),
                name: try row.text(10))
        }
    }

    /// A row of the log for each place where something that it says holds no more.
    var log: [RegisterLogEntry] {
        changes.filter { !$0.superseded.isEmpty }.map { change in
            var before = JSONText()
            before.field("version", change.place.current?.version)
            var after = JSONText()
            after.field("level", change.place.level.rawValue)
            after.field("version", change.policy.version)
            after.field(
                "superseded",
                change.superseded.map { "\($0)=\(change.place.override[$0]!)" }.joined(separator: "\n"))
            return RegisterLogEntry(
                act: "policy-superseded", subject: change.place.name, before: before.finish(), after: after.finish(),
                policyVersion: change.policy.version)
        }
    }

    /// Writes the new versions and makes them the ones in force.
    ///
    /// - Parameter new: the id of the override that had none yet.
    func write(new: Int64? = nil, at now: Instant, on connection: PostgresConnection) async throws {
        guard !changes.isEmpty else { return }
        func point(_ sql: String, _ places: [(id: Int64, version: Int)]) -> Statement? {
            places.isEmpty
                ? nil : Statement(sql, .int8s(places.map(\.id)), .int4s(places.map { Int32($0.version) }))
        }
        let organisations = changes.filter { $0.place.instrument == nil }
            .map { (id: $0.place.organisation.rawValue, version: $0.policy.version) }
        let instruments = changes.compactMap { change in
            change.place.instrument.map { (id: $0.rawValue, version: change.policy.version) }
        }
        _ = try await connection.pipeline(
            [
                Statement(
                    SQL.policyAdd, .int4s(changes.map { Int32($0.policy.version) }),
                    .texts(changes.map(\.policy.profile)), .texts(changes.map(\.policy.document)),
                    .int8s(changes.map { $0.place.overrideID ?? new }), .timestamptz(now.timestamp)),
                point(SQL.policyPointOrganisations, organisations), point(SQL.policyPointInstruments, instruments),
            ].compactMap { $0 })
    }
}
