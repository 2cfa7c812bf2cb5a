package import Booking
internal import Synchronization
package import Wire

/// Follows a WATCH over as many connections as it takes: each goes on where the one before it ended, so that nothing is
/// missed and nothing comes twice.
package struct Watching: Sendable {
    private var caller: Caller
    /// Between two connections that the daemon ended.
    private static let rest = Duration.seconds(1)
    /// How many signs of life may fail to come before a connection is taken for lost.
    private let patience: Int
    private let pause: @Sendable (Duration) async -> Void

    /// - Parameter pause: How to wait between connections; tests give one that does not.
    package init(
        _ caller: Caller, patience: Int = 3,
        pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    ) {
        self.caller = caller
        self.patience = patience
        self.pause = pause
    }

    /// Gives each event, as a line of the wire, to `events`, until the daemon refuses for good.
    ///
    /// - Parameters:
    ///   - since: Where to begin in the log; nil for now.
    ///   - events: Called in order, from one thread at a time.
    ///   - note: Told when the connection is lost, once until it is there again.
    /// - Returns: The refusal.
    /// - Throws: When the first connection cannot be made; later ones are tried for ever.
    package mutating func follow(
        _ fields: [Field], since: String?, events: @escaping @Sendable (String) -> Void,
        note: (Bilingual) -> Void
    ) async throws(ClientError) -> ParsedReply {
        let ear = Ear(since)
        var wasThere = false
        while !Task.isCancelled {
            var request = Request(verb: "WATCH", fields: fields)
            if let place = ear.place { request.fields.append(Field("since", place)) }
            do throws(ClientError) {
                let reply = try await caller.watch(request) { line in
                    guard let event = EventLine.read(line) else { return }
                    ear.heard(event["seq"])
                    if event.word == "event" { events(line) }
                }
                if reply.succeeded {
                    ear.began(reply)
                    wasThere = true
                    let patience = patience
                    await caller.closed(if: { ear.isSilent(patience) }, every: ear.interval)
                    note(
                        Bilingual(
                            zh: "连接断开，重新连接并从序号 \(ear.place ?? "") 续看。",
                            en: "The connection was lost; connecting again, to go on behind \(ear.place ?? "")."))
                } else if !wasThere || reply.errorCode?.isTransient != true {
                    return reply
                }
            } catch {
                guard wasThere, error.isTransient else { throw error }
            }
            await caller.close()
            await pause(Self.rest)
        }
        throw ClientError(.unreachable, zh: "已中断。", en: "Interrupted.")
    }
}

/// How far the events have come, and when one came last; told by the connection's thread, asked by the command's.
private final class Ear: Sendable {
    private struct State {
        var place: String?
        var last = ContinuousClock.now
        /// The daemon's promise of a sign of life.
        var ping: Duration?
    }

    private let state: Mutex<State>

    init(_ place: String?) { state = Mutex(State(place: place)) }

    var place: String? { state.withLock { $0.place } }
    var interval: Duration { state.withLock { $0.ping ?? .seconds(60) } }

    func heard(_ place: String?) {
        state.withLock { state in
            state.last = .now
            if let place { state.place = place }
        }
    }

    func began(_ reply: ParsedReply) {
        state.withLock { state in
            // Events may have come before this is said of the reply ahead of them.
            if state.place == nil { state.place = reply["since"] }
            state.last = .now
            state.ping = reply["ping"].flatMap { Int($0) }.map { .seconds(max($0, 1)) }
        }
    }

    func isSilent(_ patience: Int) -> Bool {
        state.withLock { state in state.ping.map { state.last + $0 * patience < .now } ?? false }
    }
}
