import Logging

/// What a listener learns.
package enum ListenEvent: Sendable, Hashable {
    /// Listening has begun: what is sent from now on will come. What happened before must be read from the tables.
    case started
    /// The connection was lost and is back: notifications sent meanwhile are lost, so the tables must be read again.
    case reconnected
    case notification(PostgresNotification)
}

/// Notifications of some channels, on a connection of their own, for as long as they are asked for.
///
/// Nothing is collected here: what the consumer has not asked for waits in the socket and in the server, so it must
/// not stop asking for hours. A lost connection is made again, with growing pauses. Ends when the task is cancelled.
package struct Notifications: AsyncSequence, Sendable {
    package typealias Element = ListenEvent
    package typealias Failure = Never

    let configuration: PostgresConfiguration
    let channels: [String]
    let logger: Logger
    /// A silent connection is tried with a query after this time.
    var healthInterval: Duration = .seconds(30)

    package func makeAsyncIterator() -> Iterator { Iterator(self) }

    package struct Iterator: AsyncIteratorProtocol {
        private let source: Notifications
        private var connection: PostgresConnection?
        private var hasStarted = false
        private var failures = 0

        init(_ source: Notifications) { self.source = source }

        package mutating func next() async -> ListenEvent? {
            while !Task.isCancelled {
                do {
                    guard let connection else { return try await listen() }
                    if let next = try await connection.nextNotification(until: .now + source.healthInterval) {
                        return .notification(next)
                    }
                    _ = try await connection.query(Statement("SELECT 1"), timeout: .seconds(5))
                } catch {
                    await recover(from: error)
                }
            }
            await connection?.close()
            connection = nil
            return nil
        }

        private mutating func listen() async throws(PostgresError) -> ListenEvent {
            let fresh = try await PostgresConnection.connect(source.configuration, logger: source.logger)
            for channel in source.channels {
                let quoted = channel.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                _ = try await fresh.query(Statement("LISTEN \"\(quoted)\"", prepare: false))
            }
            connection = fresh
            failures = 0
            defer { hasStarted = true }
            return hasStarted ? .reconnected : .started
        }

        private mutating func recover(from error: any Error) async {
            if Task.isCancelled { return }
            failures += 1
            source.logger.warning("listening to \(source.channels) was interrupted: \(error)")
            let lost = connection
            connection = nil
            await lost?.abort()
            let pause = Backoff().pause(after: failures, random: .random(in: 0..<1))
            let ticket = Reactor.shared.makeTicket()
            _ = await withTaskCancellationHandler {
                await Reactor.shared.wait(ticket, until: .now + pause)
            } onCancel: {
                Reactor.shared.interrupt(ticket)
            }
            Reactor.shared.retire(ticket)
        }
    }
}

extension PostgresPool {
    /// Listens to channels on a connection outside of the pool.
    package func listen(to channels: [String]) -> Notifications {
        Notifications(configuration: configuration, channels: channels, logger: logger)
    }
}
