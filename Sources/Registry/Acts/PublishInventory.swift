package import Booking
import Postgres

/// `PUBLISH unit`: the unit's inventory, as a whole or row by row.
package struct PublishInventory: RegisterAct {
    package enum Mode: String, CaseIterable, Sendable {
        /// One refused row keeps all others out.
        case all
        /// What is right goes in.
        case each
    }

    let unit: OrganisationID
    let unitCode: String
    let rows: [PublishRow]
    let mode: Mode
    let dryRun: Bool
    /// Why value, funding or date of acceptance are corrected (rule D7).
    let correction: String?
    /// The prices that are meant, however much they move (rule D8).
    let confirmed: ConfirmedPrices

    package init(
        unit: OrganisationID, unitCode: String, rows: [PublishRow], mode: Mode, dryRun: Bool,
        correction: String? = nil, confirmed: ConfirmedPrices = ConfirmedPrices()
    ) {
        self.unit = unit
        self.unitCode = unitCode
        self.rows = rows
        self.mode = mode
        self.dryRun = dryRun
        self.correction = correction
        self.confirmed = confirmed
    }

    package var locks: RegisterLocks { RegisterLocks(inventories: [unit]) }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard let owner = try await Lookup.organisation(unitCode, on: context.connection) else {
            return .refused(.notFound(Lookup.noOrganisation(unitCode)))
        }
        guard Authority.governs(context.requester, organisation: unit, park: owner.park) else {
            return .refused(.notYourInstrument)
        }
        let known = try await lockKnown(context)
        var report = PublishReport()
        var plan = PublishPlan(
            now: context.now, policy: try await context.policy(of: unit), workingDays: context.workingTime.days,
            calendar: context.calendar, correction: correction, confirmed: confirmed)
        var published: Set<String> = []
        for row in rows {
            guard case .record(let record) = row.candidate else { continue }
            plan.survey(record, known: known[record.number])
            published.insert(record.number)
        }
        plan.surveyRecent(known.values.filter { !published.contains($0.register.path.number) })
        for row in rows {
            guard case .record(let record) = row.candidate else {
                guard case .unreadable(let faults) = row.candidate else { continue }
                report.rows.append(
                    .init(line: row.line, path: nil, outcome: .refused, faults: faults, findings: []))
                continue
            }
            let path = InstrumentPath(unit: unitCode, number: record.number)
            let judged = plan.judge(record, line: row.line, path: path, known: known[record.number])
            report.rows.append(judged)
        }
        let refused = report.count(.refused)
        guard !dryRun, mode == .each || refused == 0 else { return .done(.published(report), log: []) }
        report.applied = true
        return .done(.published(report), log: try await PublishWriter(unit: unit).write(plan, context))
    }

    /// The unit's instruments by number, locked against bookings while their terms change.
    private func lockKnown(_ context: RegisterContext) async throws -> [String: RegisterEntry] {
        let ids: [InstrumentID] = try await context.connection.query(
            Statement(SQL.inventoryIDs, .int8(unit.rawValue))
        ).map { try $0.id(0) }
        _ = try await context.connection.query(LockSpace.instrument.lock(ids.map(\.rawValue)))
        var known: [String: RegisterEntry] = [:]
        for entry in try await context.instruments(ids).values { known[entry.register.path.number] = entry }
        return known
    }
}
