package import Booking
import Postgres

/// `POLICY park|unit|instrument`: what the place says otherwise than the level above it. The document takes the place of
/// all that it said before; an empty one takes that back.
package struct AdoptPolicy: RegisterAct {
    /// A park's or a unit's code, or an instrument's path.
    let place: String
    let document: PolicyDocument
    let dryRun: Bool

    package init(place: String, document: PolicyDocument, dryRun: Bool) {
        self.place = place
        self.document = document
        self.dryRun = dryRun
    }

    package var locks: RegisterLocks { RegisterLocks(changesPolicy: !dryRun) }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard let target = try await Target.find(place, on: context.connection) else {
            return .refused(.notFound(Self.noPlace(place)))
        }
        guard Authority.governs(context.requester, organisation: target.organisation, park: target.park) else {
            return .refused(.notYourPolicy)
        }
        let above = try await context.policy(of: target.above)
        let own = try await context.connection.query(
            Statement(SQL.policyOwn, target.organisationBind, .int8(target.instrument?.rawValue))
        ).first
        let before = try own?.text(1)
        let current: Policy? =
            if let own { try await context.cache.policies.policy(try own.int(0), on: context.connection) } else { nil }
        var report = PolicyReport(
            document, level: target.level, above: above, before: before.map { PolicyDocument($0).override },
            current: current)
        guard report.count(.refused) == 0 else { return .done(.policy(report), log: []) }
        let isSame = try before ?? "" == document.override.description && own?.text(optional: 2) == document.profile
        guard !isSame else {
            report.applied = !dryRun
            return .done(.policy(report), log: [])
        }
        var trees = try await Trees(target, above, document, context)
        report.superseded = trees.below.changes.filter { !$0.superseded.isEmpty }
        guard !dryRun else { return .done(.policy(report), log: []) }
        report.applied = true
        report.version = trees.top.version
        report.instruments = try await trees.write(target, document, context)
        var old = JSONText()
        old.field("version", (current ?? above).version)
        old.field("document", before)
        var new = JSONText()
        new.field("level", target.level.rawValue)
        new.field("version", report.version)
        new.field("profile", document.profile)
        new.field("document", document.override.description)
        return .done(
            .policy(report),
            log: [
                RegisterLogEntry(
                    act: "policy", subject: place, before: old.finish(), after: new.finish(),
                    policyVersion: report.version)
            ] + trees.below.log)
    }

    /// What the place and all below it come to.
    private struct Trees {
        /// The place's own version; empty where it takes everything back.
        var own: PolicyTree
        /// The places below that get another version.
        var below: PolicyTree
        /// What is in force at the place.
        let top: Policy

        init(
            _ target: Target, _ above: Policy, _ document: PolicyDocument, _ context: RegisterContext
        ) async throws {
            let last = try await context.connection.query(Statement(SQL.policyLast))[0].int(0)
            own = PolicyTree(top: above, last: last)
            if !document.override.isEmpty {
                own.add(
                    PolicyPlace(
                        level: target.level, organisation: target.organisation, instrument: target.instrument,
                        park: target.park, override: document.override, overrideID: nil, current: nil, name: ""))
            }
            top = own.changes.first?.policy ?? above
            below = PolicyTree(top: top, last: own.last)
            guard target.instrument == nil else { return }
            let places = try await PolicyTree.places(
                below: target.ownPark, unit: target.ownUnit, on: context.connection)
            for place in places { below.add(place) }
        }

        /// Keeps the override, gives the place and all below it their versions, and tells the instruments.
        ///
        /// - Returns: how many instruments it concerns.
        mutating func write(
            _ target: Target, _ document: PolicyDocument, _ context: RegisterContext
        ) async throws -> Int {
            let connection = context.connection
            let id = try await connection.query(
                Statement(
                    SQL.policyAddOverride, .text(target.level.rawValue), target.organisationBind,
                    .int8(target.instrument?.rawValue), .text(document.override.description),
                    .timestamptz(context.now.timestamp), .text(context.requester.name), .text(document.profile))
            )[0].decode(0, as: Int64.self)
            if own.changes.isEmpty {
                let sql = target.instrument == nil ? SQL.policyPointOrganisations : SQL.policyPointInstruments
                let place = target.instrument?.rawValue ?? target.organisation.rawValue
                _ = try await connection.query(Statement(sql, .int8s([place]), .int4s([nil])))
            } else {
                try await own.write(new: id, at: context.now, on: connection)
            }
            try await below.write(at: context.now, on: connection)
            let touched = try await connection.query(
                Statement(
                    SQL.policyTouch, .int8(target.ownPark?.rawValue), .int8(target.ownUnit?.rawValue),
                    .int8(target.instrument?.rawValue)))
            return Int(try touched[0].decode(0, as: Int64.self))
        }
    }

    private struct Target {
        let level: PolicyLevel
        /// The park or the unit; for an instrument its unit.
        let organisation: OrganisationID
        let instrument: InstrumentID?
        let park: OrganisationID?

        /// Whose policy is in force above; nil is the zone.
        var above: OrganisationID? { level == .instrument ? organisation : park }
        var ownPark: OrganisationID? { level == .park ? organisation : nil }
        var ownUnit: OrganisationID? { level == .unit ? organisation : nil }
        /// Null for an instrument.
        var organisationBind: Bind { .int8(instrument == nil ? organisation.rawValue : nil) }

        static func find(_ place: String, on connection: PostgresConnection) async throws -> Target? {
            guard let path = InstrumentPath(place) else {
                guard let found = try await Lookup.organisation(place, on: connection) else { return nil }
                switch found.kind {
                case .park: return Target(level: .park, organisation: found.id, instrument: nil, park: nil)
                case .unit: return Target(level: .unit, organisation: found.id, instrument: nil, park: found.park)
                case .zone, .firm, .team, .university, .individual: return nil
                }
            }
            guard let unit = try await Lookup.organisation(path.unit, on: connection),
                let row = try await connection.query(
                    Statement(SQL.findInstrument, .text(path.unit), .text(path.number))
                ).first
            else { return nil }
            return Target(level: .instrument, organisation: unit.id, instrument: try row.id(0), park: unit.park)
        }
    }

    package static func noPlace(_ text: String) -> Bilingual {
        Bilingual(
            zh: "没有园区、单位或仪器 \(text)；PARKS、UNITS 和 FIND 列出它们。",
            en: "There is no park, unit or instrument \(text); PARKS, UNITS and FIND list them.")
    }
}

extension Refusal {
    static let notYourPolicy = Refusal.forbidden(
        Bilingual(
            zh: "只有该园区、该单位或其上级办公室可以定它的规则。",
            en: "The rules of a place are set by the park or unit itself or an office above it."))
}
