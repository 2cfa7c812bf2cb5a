package import Booking
import Logging
import Postgres

/// One try's answer to one ticket.
enum Answer {
    case final(DeskResult)
    /// Certainly not committed, and worth another try; when there is none left, `isAway` says whose fault it was.
    case again(String, isAway: Bool)
    /// No connection to the database could be had.
    case away

    /// Told on the strength of what another transaction committed.
    var isReplayed: Bool { if case .final(.replayed) = self { true } else { false } }

    var result: DeskResult {
        switch self {
        case .final(let result): result
        case .again(_, true), .away: .unavailable(outcomeUnknown: false)
        case .again(let reason, false): .failed(reason)
        }
    }
}

/// How one try ended.
enum Ending {
    case answered([Answer])
    /// The database has confirmed the commit, and has it on disk.
    case committed([Answer])
    /// The connection was lost when the commit may have been on its way; the answers hold if it was committed. The
    /// chain is nil where the log has no row to tell by.
    case lost(LogChain?, answers: [Answer])
}

/// What is left to send once everything but the log is written.
struct Commit {
    /// Up to the COMMIT.
    let statements: [Statement]
    /// Behind the COMMIT; nothing where it waits for the disk by itself.
    var barrier: [Statement] = []
    /// The rows of the log; nil where nothing is logged.
    let range: LogRange?
}

/// How a batch's transaction ends, well or badly.
extension BatchRunner {
    func send(_ commit: Commit, on connection: PostgresConnection, answers: [Answer]) async -> Ending {
        do {
            _ = try await connection.pipeline(commit.statements + commit.barrier)
            return .committed(answers)
        } catch {
            // Behind the COMMIT nothing is refused any more, but it may not be on disk: that has to be found out.
            let isBehind = error.statementIndex.map { $0 >= commit.statements.count } ?? false
            guard error.isConnectionLost || error.mayHaveTakenEffect || isBehind else {
                await rollBack(connection)
                return .answered(answers.map { _ in .again("the commit was refused: \(error)", isAway: false) })
            }
            logger.warning("lost the answer to a commit", metadata: ["error": "\(error)"])
            return .lost(commit.range?.last, answers: answers)
        }
    }

    /// Finds out what became of a commit whose answer was lost: what was committed is never run again.
    func inquire(_ chain: LogChain?, _ answers: [Answer]) async -> [Answer] {
        // What leaves no row in the log changed nothing that a second run would change twice.
        let wasCommitted =
            if let chain {
                await CommitInquiry(pool: pool, logger: logger).wasCommitted(chain)
            } else {
                Bool?.some(false)
            }
        return switch wasCommitted {
        case true?: answers
        case false?: answers.map { _ in .again("the connection was lost before the commit", isAway: true) }
        case nil: answers.map { _ in .final(.unavailable(outcomeUnknown: true)) }
        }
    }

    /// Answers for a transaction that failed before its commit was sent.
    func fail(_ error: any Error, _ batch: [Ticket], on connection: PostgresConnection) async -> [Answer] {
        await rollBack(connection)
        guard let error = error as? PostgresError else {
            logger.error("a batch failed", metadata: ["error": "\(error)"])
            return batch.map { _ in .final(.failed("\(error)")) }
        }
        if error.isConnectionLost || error.isUnavailable || error.code == .cancelled {
            if batch.count > 1 { return batch.map { _ in .again("\(error)", isAway: true) } }
            return [.final(.unavailable(outcomeUnknown: false))]
        }
        if error.constraint == "booking_never_twice" || error.constraint == "booking_operator_never_twice" {
            logger.critical(
                "a guard under rules B1 and B10 fired: the locks were not held, or a row was written past the desk",
                metadata: ["guard": "\(error.constraint ?? "")"])
            if batch.count == 1, let refusal = Refusal.guardFired(batch[0].act) { return [.final(.refused(refusal))] }
        }
        // A name or key that another daemon has just taken is found, and told, when the act is judged again.
        let wasTaken = error.sqlState == SQLState.uniqueViolation
        if batch.count > 1 || error.isRetryable || wasTaken {
            return batch.map { _ in .again("\(error)", isAway: false) }
        }
        logger.error("an act failed", metadata: ["error": "\(error.debugDescription)"])
        return [.final(.failed("\(error)"))]
    }

    private func rollBack(_ connection: PostgresConnection) async {
        do { _ = try await connection.query(Statement("ROLLBACK")) } catch {
            logger.debug("rollback failed; the pool replaces the connection", metadata: ["error": "\(error)"])
        }
    }
}

extension Refusal {
    /// What a writer is told when the exclusion constraint caught what the rules had let through.
    static func guardFired(_ act: DeskAct) -> Refusal? {
        guard case .booking(let act, _) = act,
            let wish = act.period
        else { return nil }
        return .conflict(
            taken: wish,
            Bilingual(zh: "该时段刚被占用，请另选时段。", en: "The time has just been taken; choose another period."))
    }
}

extension Requester {
    /// The daemon itself: start-up and work by the clock.
    package static let daemon = Requester(
        account: AccountID(0), name: "yiqid", organisation: OrganisationID(0), kind: .zone, park: nil)
}

extension BookingAct {
    /// The first period that the act asks for.
    fileprivate var period: Period? {
        switch self {
        case .order(let order): order.wishes.first?.period
        case .reschedule(let moves, _): moves.first?.to
        case .callOff, .approve, .decline, .start, .finish, .noShow, .tick, .contract, .accept, .lapseOffer: nil
        }
    }
}
