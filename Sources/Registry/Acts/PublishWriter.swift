import Booking
import Postgres

/// Writes a publication with a constant number of statements, whatever its size.
struct PublishWriter {
    let unit: OrganisationID

    func write(_ plan: PublishPlan, _ context: RegisterContext) async throws -> [RegisterLogEntry] {
        let connection = context.connection
        let now = context.now.timestamp
        var log = confirmations(plan, context.now)
        if !plan.confirmed.isEmpty {
            _ = try await connection.query(
                Statement(SQL.publishConfirm, .int8s(plan.confirmed.map(\.id.rawValue)), .timestamptz(now)))
        }
        guard !plan.changes.isEmpty else {
            try await writeFindings(plan, [:], now, connection)
            return log
        }
        let created = plan.changes.filter { $0.id == nil }
        let changed = plan.changes.filter { $0.id != nil }
        var ids: [String: Int64] = [:]
        for change in changed { ids[change.path.number] = change.id?.rawValue }
        if !created.isEmpty {
            let rows = try await connection.query(
                Statement(
                    SQL.publishCreate, binds: [.int8(unit.rawValue), .timestamptz(now)] + RecordColumns.binds(created)))
            for row in rows { ids[try row.text(1)] = try row.decode(0, as: Int64.self) }
        }
        if !changed.isEmpty {
            _ = try await connection.query(
                Statement(
                    SQL.publishChange,
                    binds: [.int8s(changed.map { $0.id?.rawValue ?? 0 }), .timestamptz(now)]
                        + RecordColumns.binds(changed)))
        }
        try await writeChannels(plan.changes, ids, now, connection)
        try await writeServices(plan, ids, now, connection)
        try await writeCorrections(plan, by: context.requester.name, now, connection)
        try await writeFindings(plan, ids, now, connection)
        log += plan.changes.map { change in
            RegisterLogEntry(
                act: change.id == nil ? "publish-new" : "publish", subject: change.path.description,
                before: change.before.map {
                    RecordColumns.snapshot($0.register.record, confirmed: $0.register.dates?.confirmed)
                },
                after: RecordColumns.snapshot(
                    change.record, correction: change.corrections.isEmpty ? nil : plan.correction),
                policyVersion: change.policyVersion)
        }
        return log
    }

    /// A confirmation changes something only where it ends staleness.
    private func confirmations(_ plan: PublishPlan, _ now: Instant) -> [RegisterLogEntry] {
        plan.confirmed.compactMap { confirmation in
            guard let before = confirmation.staleFrom else { return nil }
            func moment(_ instant: Instant) -> String {
                var json = JSONText()
                json.field("confirmed-at", instant.seconds)
                return json.finish()
            }
            return RegisterLogEntry(
                act: "confirm", subject: confirmation.path.description, before: moment(before), after: moment(now),
                policyVersion: confirmation.policyVersion)
        }
    }

    private func writeCorrections(
        _ plan: PublishPlan, by account: String, _ now: Timestamp, _ connection: PostgresConnection
    ) async throws {
        let rows = plan.changes.flatMap { change in change.corrections.map { (change.id?.rawValue ?? 0, $0) } }
        guard !rows.isEmpty else { return }
        _ = try await connection.query(
            Statement(
                SQL.addCorrections, .int8s(rows.map(\.0)), .texts(rows.map(\.1.column.rawValue)),
                .texts(rows.map(\.1.old)), .texts(rows.map { $0.1.new.isEmpty ? nil : $0.1.new }),
                .text(plan.correction), .text(account), .timestamptz(now)))
    }

    private func writeFindings(
        _ plan: PublishPlan, _ ids: [String: Int64], _ now: Timestamp, _ connection: PostgresConnection
    ) async throws {
        let judged =
            plan.changes.map { (ids[$0.path.number] ?? 0, $0.breaches) }
            + plan.confirmed.map { ($0.id.rawValue, $0.breaches) }
        guard !judged.isEmpty else { return }
        let broken = judged.flatMap { id, rules in rules.map { (id, $0.rawValue) } }
        _ = try await connection.query(
            Statement(
                SQL.setFindings, .int8s(judged.map(\.0)), .int8s(broken.map(\.0)), .texts(broken.map(\.1)),
                .timestamptz(now)))
    }

    private func writeChannels(
        _ changes: [PublishPlan.Change], _ ids: [String: Int64], _ now: Timestamp, _ connection: PostgresConnection
    ) async throws {
        let instruments = Bind.int8s(changes.map { ids[$0.path.number] ?? 0 })
        let channels = Bind.int4s(changes.map { Int32($0.record.channels) })
        _ = try await connection.pipeline([
            Statement(SQL.addChannels, instruments, channels),
            Statement(SQL.retireChannels, instruments, channels, .timestamptz(now)),
        ])
    }

    private func writeServices(
        _ plan: PublishPlan, _ ids: [String: Int64], _ now: Timestamp, _ connection: PostgresConnection
    ) async throws {
        let changes = plan.changes
        var owners: [Int64] = []
        var codes: [String] = []
        var positions: [Int32] = []
        for change in changes {
            for (position, offer) in change.record.services.enumerated() {
                owners.append(ids[change.path.number] ?? 0)
                codes.append(offer.code)
                positions.append(Int32(position))
            }
        }
        let rows = try await connection.pipeline([
            Statement(SQL.services, .int8s(owners), .texts(codes), .int4s(positions)),
            Statement(
                SQL.dropServices, .int8s(changes.map { ids[$0.path.number] ?? 0 }), .int8s(owners), .texts(codes),
                .timestamptz(now)),
        ])[0]
        var services: [Int64: [String: Int64]] = [:]
        for row in rows {
            services[try row.decode(1, as: Int64.self), default: [:]][try row.text(2)] = try row.decode(
                0, as: Int64.self)
        }
        var replaced: [Int64] = []
        var tariffs: [(service: Int64, offered: TariffRevision.Offered, isConfirmed: Bool)] = []
        for change in changes {
            guard let own = ids[change.path.number].flatMap({ services[$0] }) else { continue }
            for revision in change.revisions {
                guard let service = own[revision.code] else { continue }
                if revision.replacesPending { replaced.append(service) }
                if let offered = revision.tariff {
                    tariffs.append((service, offered, plan.confirms(offered.offer, of: change)))
                }
            }
        }
        if !replaced.isEmpty {
            _ = try await connection.query(Statement(SQL.dropPendingTariffs, .int8s(replaced), .timestamptz(now)))
        }
        guard !tariffs.isEmpty else { return }
        _ = try await connection.query(
            Statement(
                SQL.tariffs, .int8s(tariffs.map(\.service)), .texts(tariffs.map(\.offered.offer.content)),
                .texts(tariffs.map(\.offered.offer.unitOfCharge.rawValue)),
                .int8s(tariffs.map(\.offered.offer.price.fen)),
                .timestamptzs(tariffs.map(\.offered.effectiveFrom.timestamp)), .timestamptz(now),
                .bools(tariffs.map(\.isConfirmed))))
    }
}
