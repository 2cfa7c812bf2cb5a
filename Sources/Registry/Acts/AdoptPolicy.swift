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
            Statement(
                SQL.policyOwn, .int8(target.instrument == nil ? target.organisation.rawValue : nil),
                .int8(target.instrument?.rawValue))
        ).first
        let before = try own?.text(1)
        let current: Policy? =
            if let own { try await context.cache.policies.policy(try own.int(0), on: context.connection) } else { nil }
        var report = PolicyReport(
            document, level: target.level, above: above, before: before.map { PolicyDocument($0).override },
            current: current)
        guard report.count(.refused) == 0, !dryRun, before ?? "" != document.override.description else {
            report.applied = report.count(.refused) == 0 && !dryRun
            return .done(.policy(report), log: [])
        }
        report.applied = true
        try await write(target, above, current, &report, context)
        var old = JSONText()
        old.field("version", (current ?? above).version)
        old.field("document", before)
        var new = JSONText()
        new.field("level", target.level.rawValue)
        new.field("version", report.version)
        new.field("document", document.override.description)
        return .done(
            .policy(report),
            log: [
                RegisterLogEntry(
                    act: "policy", subject: place, before: old.finish(), after: new.finish(),
                    policyVersion: report.version)
            ])
    }

    /// Keeps the override, gives the place and all below it their versions, and tells the instruments.
    private func write(
        _ target: Target, _ above: Policy, _ current: Policy?, _ report: inout PolicyReport, _ context: RegisterContext
    ) async throws {
        let connection = context.connection
        let organisation = Bind.int8(target.instrument == nil ? target.organisation.rawValue : nil)
        let rows = try await connection.pipeline([
            Statement(
                SQL.policyAddOverride, .text(target.level.rawValue), organisation, .int8(target.instrument?.rawValue),
                .text(document.override.description), .timestamptz(context.now.timestamp),
                .text(context.requester.name)),
            Statement(SQL.policyLast),
        ])
        var top = above
        var last = try rows[1][0].int(0)
        let overrideID = try rows[0][0].decode(0, as: Int64.self)
        if !document.override.isEmpty {
            var own = PolicyTree(top: above, last: last)
            own.add(
                PolicyPlace(
                    level: target.level, organisation: target.organisation, instrument: target.instrument,
                    park: target.park, override: document.override, overrideID: overrideID, current: nil))
            try await own.write(at: context.now, on: connection)
            last = own.last
            if let policy = own.changes.first?.policy { top = policy }
        } else {
            let sql = target.instrument == nil ? SQL.policyPointOrganisations : SQL.policyPointInstruments
            let id = target.instrument?.rawValue ?? target.organisation.rawValue
            _ = try await connection.query(Statement(sql, .int8s([id]), .int4s([nil])))
        }
        report.version = top.version
        let park = target.level == .park ? target.organisation : nil
        let unit = target.level == .unit ? target.organisation : nil
        if target.instrument == nil {
            var tree = PolicyTree(top: top, last: last)
            for place in try await PolicyTree.places(below: park, unit: unit, on: connection) { tree.add(place) }
            try await tree.write(at: context.now, on: connection)
        }
        let touched = try await connection.query(
            Statement(
                SQL.policyTouch, .int8(park?.rawValue), .int8(unit?.rawValue), .int8(target.instrument?.rawValue)))
        report.instruments = Int(try touched[0].decode(0, as: Int64.self))
    }

    private struct Target {
        let level: PolicyLevel
        /// The park or the unit; for an instrument its unit.
        let organisation: OrganisationID
        let instrument: InstrumentID?
        let park: OrganisationID?

        /// Whose policy is in force above; nil is the zone.
        var above: OrganisationID? { level == .instrument ? organisation : park }

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
