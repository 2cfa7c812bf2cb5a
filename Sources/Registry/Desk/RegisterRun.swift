import Booking
import Postgres

/// Acts on the register: each alone in its transaction.
extension BatchRunner {
    func carry(_ act: any RegisterAct, _ ticket: Ticket, on connection: PostgresConnection) async -> Ending {
        let now = clock.now()
        do {
            let locks = act.locks
            var opening = [Statement("BEGIN"), LockSpace.policies(alone: locks.changesPolicy)]
            opening.append(
                LockSpace.account.lock(ticket.key == nil ? [] : [ticket.requester.account.rawValue]))
            opening.append(LockSpace.inventory.lock(locks.inventories.map(\.rawValue)))
            opening.append(LockSpace.instrument.lock(locks.instruments.map(\.rawValue)))
            opening.append(LockSpace.organisation.lock(locks.organisations.map(\.rawValue)))
            opening.append(
                Statement(SQL.credentials, .int8s([ticket.requester.credential])))
            if let key = ticket.key {
                opening.append(
                    Statement(SQL.keys, .int8s([ticket.requester.account.rawValue]), .texts([key.key])))
            }
            let rows = try await connection.pipeline(opening)
            if let early = try Self.early(
                ticket, credentials: rows[6], keys: ticket.key == nil ? nil : rows[7], at: now)
            {
                _ = try await connection.query(Statement("ROLLBACK"))
                return .answered([.final(early)])
            }
            let context = RegisterContext(
                connection: connection, requester: ticket.requester, policy: policy, workingTime: workingTime,
                calendar: calendar, now: now, reader: reader, cache: cache)
            switch try await act.perform(context) {
            case .refused(let refusal):
                _ = try await connection.query(Statement("ROLLBACK"))
                return .answered([.final(.refused(refusal))])
            case .booked(let events, let register):
                guard !events.isEmpty else {
                    _ = try await connection.query(Statement("ROLLBACK"))
                    return .answered([.final(.registered(.offered([])))])
                }
                var writer = BatchWriter()
                for event in events { writer.add(event, by: ticket.requester, on: register) }
                return try await finish(writer, .offered(events), ticket, at: now, on: connection)
            case .done(let outcome, let log):
                var writer = BatchWriter()
                for entry in log {
                    writer.log(
                        LogEntry(
                            account: ticket.requester.name, act: entry.act, subject: entry.subject,
                            before: entry.before, after: entry.after, policyVersion: entry.policyVersion))
                }
                return try await finish(writer, outcome, ticket, at: now, on: connection)
            }
        } catch let refusal as Refusal {
            do { _ = try await connection.query(Statement("ROLLBACK")) } catch {
                return .answered(await fail(error, [ticket], on: connection))
            }
            return .answered([.final(.refused(refusal))])
        } catch {
            return .answered(await fail(error, [ticket], on: connection))
        }
    }

    private func finish(
        _ writer: BatchWriter, _ outcome: RegisterOutcome, _ ticket: Ticket, at now: Instant,
        on connection: PostgresConnection
    ) async throws -> Ending {
        var writer = writer
        let result = DeskResult.registered(outcome)
        if let key = ticket.key { writer.keep(key, of: ticket.requester.account, outcome: ticket.render(result)) }
        let commit = try await write(writer, at: now, on: connection)
        return await send(commit, on: connection, answers: [.final(result)])
    }

    /// What can be said before the act itself is looked at.
    private static func early(_ ticket: Ticket, credentials: Rows, keys: Rows?, at now: Instant) throws -> DeskResult? {
        let holds = try credentials.first.map { now < (try $0.instant(1)) } ?? false
        if !holds, ticket.requester.credential != 0 { return .signedOut }
        guard let key = ticket.key, let row = keys?.first else { return nil }
        return try row.decode(2, as: [UInt8].self) == key.fingerprint ? .replayed(try row.text(3)) : .keyReused
    }
}
