import CLibPQ
import Logging
import Synchronization

/// A connection that has just been made, on its way from the thread that made it to its actor.
///
/// Sendable although it holds a pointer: the thread that made it has ceased to use it when it hands it over, and it
/// is handed over once, to one owner.
struct EstablishedSession: @unchecked Sendable {
    let pointer: OpaquePointer
    let notices: NoticeSink
}

/// Connecting, on a thread of its own.
///
/// libpq's blocking call is used on purpose: it alone observes `connect_timeout` for each host of several, and name
/// resolution, password files, service files and TLS block in its polling form too. An attempt that nobody waits for
/// any more ends by itself and closes what it made.
final class ConnectAttempt: Sendable {
    private typealias Continuation = CheckedContinuation<Result<EstablishedSession, PostgresError>, Never>

    private enum State {
        case idle
        case waiting(Continuation)
        case over
    }

    private let state = Mutex(State.idle)
    private let configuration: PostgresConfiguration
    private let logger: Logger

    init(_ configuration: PostgresConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
    }

    /// Throws `connectFailed` or `cancelled`.
    func run() async throws(PostgresError) -> EstablishedSession {
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let abandoned = state.withLock { state -> Bool in
                    guard case .idle = state else { return true }
                    state = .waiting(continuation)
                    return false
                }
                if abandoned {
                    continuation.resume(returning: .failure(.connectingCancelled))
                } else if !HelperThread.start({ self.perform() }) {
                    _ = finish(.failure(PostgresError(.connectFailed, "no thread can be started for connecting")))
                }
            }
        } onCancel: {
            abandon()
        }
        return try result.get()
    }

    private func abandon() {
        if !finish(.failure(.connectingCancelled)) {
            state.withLock { if case .idle = $0 { $0 = .over } }
        }
    }

    /// Gives the result to the waiting task; false when there is none.
    private func finish(_ result: Result<EstablishedSession, PostgresError>) -> Bool {
        let continuation = state.withLock { state -> Continuation? in
            guard case .waiting(let continuation) = state else { return nil }
            state = .over
            return continuation
        }
        continuation?.resume(returning: result)
        return continuation != nil
    }

    private func perform() {
        let connection = open()
        guard let connection else {
            _ = finish(.failure(PostgresError(.connectFailed, "out of memory while connecting to PostgreSQL")))
            return
        }
        guard PQstatus(connection) == CONNECTION_OK, PQsetnonblocking(connection, 1) == 0 else {
            let words = String(cString: PQerrorMessage(connection)).trimmedLine
            PQfinish(connection)
            _ = finish(.failure(PostgresError(.connectFailed, words)))
            return
        }
        let notices = NoticeSink(logger: logger)
        notices.attach(to: connection)
        let session = EstablishedSession(pointer: connection, notices: notices)
        if !finish(.success(session)) { PQfinish(connection) }
    }

    /// Later keywords override earlier ones, so what stands before the connection string is a default only.
    private func open() -> OpaquePointer? {
        let (seconds, attoseconds) = configuration.connectTimeout.components
        let settings = [
            ("fallback_application_name", configuration.applicationName),
            ("connect_timeout", String(max(2, seconds + (attoseconds > 0 ? 1 : 0)))),
            // A peer that vanished without a word is noticed within a minute.
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "60000"),
            ("dbname", configuration.conninfo),
            ("client_encoding", "UTF8"),
        ]
        return withCStrings(settings.map(\.0)) { keywords in
            withCStrings(settings.map(\.1)) { values in PQconnectdbParams(keywords, values, 1) }
        }
    }
}

extension PostgresError {
    fileprivate static let connectingCancelled = PostgresError(.cancelled, "connecting was cancelled")
}

/// A null-terminated array of C strings, valid during the call.
private func withCStrings<R>(_ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> R) -> R {
    var bytes: [CChar] = []
    var starts: [Int] = []
    for string in strings {
        starts.append(bytes.count)
        bytes.append(contentsOf: string.utf8CString)
    }
    return bytes.withUnsafeBufferPointer { buffer in
        let pointers: [UnsafePointer<CChar>?] = starts.map { buffer.baseAddress?.advanced(by: $0) } + [nil]
        return pointers.withUnsafeBufferPointer { pointers in
            guard let base = pointers.baseAddress else { preconditionFailure("the array holds its end at least") }
            return body(base)
        }
    }
}

extension String {
    /// On one line, without blanks at the ends: libpq's messages end in a newline and may have several lines.
    var trimmedLine: String {
        split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " || $0 == "\t" } }.joined(separator: "; ")
    }
}
