import CLibPQ
import DequeModule

extension PostgresConnection {
    /// The next notification of the channels that this connection listens to; nil when none came until the deadline.
    /// Throws `connectionLost` and `cancelled`.
    func nextNotification(
        until deadline: ContinuousClock.Instant
    ) async throws(PostgresError) -> PostgresNotification? {
        try await converse(
            shielded: false, timeout: nil
        ) { (connection, conversation) async throws(PostgresError) in
            try await connection.awaitNotification(conversation, deadline)
        }
    }

    private func awaitNotification(
        _ conversation: Conversation, _ deadline: ContinuousClock.Instant
    ) async throws(PostgresError) -> PostgresNotification? {
        while true {
            takeNotifications()
            if let next = heard.popFirst() { return next }
            guard let session else {
                throw PostgresError(.connectionClosed, "the connection to PostgreSQL is closed")
            }
            let wake = await Reactor.shared.wait(
                conversation.ticket, for: PQsocket(session), .reading, until: deadline)
            switch wake {
            case .ready:
                if PQconsumeInput(session) == 0 { throw lost(conversation) }
            case .timedOut:
                return nil
            case .interrupted:
                throw PostgresError(.cancelled, "cancelled while waiting for a notification")
            }
        }
    }
}
