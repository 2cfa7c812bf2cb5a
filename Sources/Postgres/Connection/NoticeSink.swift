import CLibPQ
import Logging
import Synchronization

/// Takes what the server says unasked. libpq calls it from whichever thread works on the connection.
final class NoticeSink: Sendable {
    private let logger: Logger
    private let lastWords = Mutex<ServerReport?>(nil)

    init(logger: Logger) { self.logger = logger }

    /// The report with which the server ended the session while nothing was asked of it.
    var farewell: ServerReport? { lastWords.withLock { $0 } }

    func receive(_ report: ServerReport) {
        if report.isFatal { lastWords.withLock { $0 = report } }
        let level: Logger.Level =
            switch report.severity {
            case "WARNING", "FATAL", "PANIC": .warning
            case "NOTICE", "INFO": .info
            default: .debug
            }
        logger.log(level: level, "PostgreSQL says: \(report.message)", metadata: ["sqlstate": "\(report.sqlState)"])
    }

    /// Hands itself to libpq, unretained: the connection's owner keeps the sink until after `PQfinish`.
    func attach(to connection: OpaquePointer) {
        PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context, let result else { return }
                Unmanaged<NoticeSink>.fromOpaque(context).takeUnretainedValue().receive(ServerReport(result: result))
            }, Unmanaged.passUnretained(self).toOpaque())
    }
}
