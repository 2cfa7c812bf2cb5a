import Booking
import Logging
import Postgres

/// Carries one batch through one transaction and answers everybody in it.
struct BatchRunner: Sendable {
    let pool: PostgresPool
    let calendar: ZoneCalendar
    let policy: Policy
    let workingTime: WorkingTime
    let clock: any WallClock
    let logger: Logger
    let cache: RegisterCache
    let book: FactBook

    /// Tries of one act by itself; deadlocks and serialization failures pass.
    private static let tries = 3

    var reader: RegisterReader { RegisterReader(calendar: calendar, policies: cache.policies) }

    /// Answers every ticket exactly once.
    func run(_ batch: [Ticket]) async {
        var answers = await attempt(batch)
        // What failed as a whole is tried again act by act, so that one poisoned act harms no other. While there is no
        // connection to be had the rest is not made to wait for one after another.
        var isAway = false
        for (index, answer) in answers.enumerated() {
            var answer = answer
            for _ in 1...Self.tries where !isAway {
                guard case .again(let reason, _) = answer else { break }
                logger.info("trying an act by itself", metadata: ["reason": "\(reason)"])
                answer = await attempt([batch[index]])[0]
                if case .away = answer { isAway = true }
            }
            if case .again = answer, isAway { answer = .away }
            answers[index] = answer
        }
        for (ticket, answer) in zip(batch, answers) { ticket.complete(answer.result) }
    }

    private func attempt(_ batch: [Ticket]) async -> [Answer] {
        let ending: Ending
        do {
            ending = try await pool.withConnection { connection in
                if case .register(let act) = batch[0].act { return await carry(act, batch[0], on: connection) }
                return await carry(batch, on: connection)
            }
        } catch {
            logger.warning("no connection for a batch", metadata: ["error": "\(error)"])
            return batch.map { _ in .away }
        }
        switch ending {
        case .answered(let answers), .committed(let answers): return answers
        // Asked only now, when the lost connection has left its place in the pool to another.
        case .lost(let chain, let answers): return await inquire(chain, answers)
        }
    }

    // MARK: Bookings

    private func carry(_ batch: [Ticket], on connection: PostgresConnection) async -> Ending {
        let now = clock.now()
        var writer = BatchWriter()
        do {
            let loader = BatchLoader(reader: reader, book: book, policy: policy, workingTime: workingTime)
            let items = batch.compactMap { ticket -> BatchLoader.Item? in
                guard case .booking(let act, let subject) = ticket.act else { return nil }
                return .init(act: act, subject: subject, requester: ticket.requester, key: ticket.key)
            }
            var loaded = try await loader.load(items, at: now, on: connection)
            let answers = decide(batch, items, &loaded, now: now, into: &writer).map { Answer.final($0) }
            if writer.isEmpty {
                let isDurable = loaded.spare.isEmpty && !answers.contains(where: \.isReplayed)
                _ = try await connection.pipeline([.rollback] + (isDurable ? [] : Barrier.statements))
                book.put(loaded, at: now)
                return .answered(answers)
            }
            var commit = try await write(writer, at: now, on: connection)
            commit.barrier = Barrier.statements
            if let range = commit.range { book.announce(range) }
            let ending = await send(commit, on: connection, answers: answers)
            // What is not certainly committed is forgotten: it was taken out of the book, and is not put back.
            guard case .committed(let answers) = ending else {
                if let range = commit.range { book.withdraw(range) }
                return ending
            }
            if let range = commit.range { book.confirm(range) }
            book.put(loaded, at: now)
            return .committed(answers)
        } catch {
            return .answered(await fail(error, batch, on: connection))
        }
    }

    /// Lets the rules judge act after act, each seeing what those before it did.
    private func decide(
        _ batch: [Ticket], _ items: [BatchLoader.Item], _ loaded: inout BatchLoader.Loaded, now: Instant,
        into writer: inout BatchWriter
    ) -> [DeskResult] {
        var results: [DeskResult] = []
        results.reserveCapacity(batch.count)
        var numbers = loaded.numbers.makeIterator()
        var kept = loaded.keys
        for (ticket, item) in zip(batch, items) {
            guard
                item.requester.credential == 0
                    || (loaded.credentials[item.requester.credential].map { now < $0 }) ?? false
            else {
                results.append(.signedOut)
                continue
            }
            let name = item.key.map { BatchLoader.KeyName(account: item.requester.account, key: $0.key) }
            if let name, let key = item.key, let earlier = kept[name] {
                results.append(earlier.fingerprint == key.fingerprint ? .replayed(earlier.outcome) : .keyReused)
                continue
            }
            let decision = Booking.decide(
                item.act, by: item.requester, facts: loaded.facts, newID: numbers.next() ?? BookingID(0), at: now)
            switch decision {
            case .refused(let refusal):
                results.append(.refused(refusal))
            case .accepted(let accepted):
                for event in accepted.events {
                    loaded.facts.apply(event)
                    guard let register = loaded.facts.instruments[event.after.instrument]?.register else { continue }
                    writer.add(event, by: item.requester, on: register)
                }
                switch item.act {
                case .order(let order): writer.add(group: accepted.events, of: order, in: calendar)
                case .reschedule(_, let series?): writer.add(series, of: accepted.events)
                default: break
                }
                let result = DeskResult.booked(accepted)
                if let name, let key = item.key {
                    let outcome = ticket.render(result)
                    writer.keep(key, of: item.requester.account, outcome: outcome)
                    kept[name] = .init(fingerprint: key.fingerprint, outcome: outcome)
                }
                results.append(result)
            }
        }
        return results
    }

    func write(
        _ writer: BatchWriter, at now: Instant, on connection: PostgresConnection
    ) async throws -> Commit {
        let rows = try await connection.pipeline(writer.statements(at: now))
        guard let head = rows.last?.first else { throw UnknownValue(column: "log_head", value: "no row") }
        let end = LogChain(sequence: try head.decode(0, as: Int64.self), hash: try head.decode(1, as: [UInt8].self))
        let (statements, chain) = writer.finish(end, at: now, policyVersion: policy.version)
        return Commit(statements: statements, range: writer.isEmpty ? nil : LogRange(previous: end, last: chain))
    }
}
