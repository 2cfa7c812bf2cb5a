internal import Booking
internal import Logging
internal import Postgres
internal import Registry
internal import Synchronization
internal import Wire

/// One session's way through the log: reads on from where it is, and only when the session takes more.
final class EventSubscription: EventSource {
    /// How long a token that has run out may go on watching; one that is revoked ends at once.
    private static let recheck = Duration.seconds(30)

    private struct State {
        var place: Int64
        var checked = ContinuousClock.now
    }

    private let state: Mutex<State>
    private let feed: LogFeed
    private let reader: Reader
    private let audience: EventAudience
    private let clock: any WallClock
    private let logger: Logger
    /// After so long without an event a sign of life is sent.
    private let ping: Duration

    init(
        _ feed: LogFeed, reader: Reader, audience: EventAudience, since place: Int64, ping: Duration,
        clock: any WallClock, logger: Logger
    ) {
        self.feed = feed
        self.reader = reader
        self.audience = audience
        self.clock = clock
        self.logger = logger
        self.ping = ping
        state = Mutex(State(place: place))
        feed.join()
    }

    deinit { feed.leave() }

    func next() async -> EventPiece {
        let due = ContinuousClock.now + ping
        var place = state.withLock { $0.place }
        var lines: [UInt8] = []
        while lines.isEmpty, !Task.isCancelled {
            do {
                let page = try await feed.page(after: place)
                // Asked before anything of the page is told: the right to it may have ended in it.
                if !(try await mayGoOn(page)) { return .over(.signedOut) }
                if audience.mayCare(for: page) {
                    for event in page.events where event.sequence > place { audience.write(event, to: &lines) }
                }
                place = max(place, page.last)
                // Somebody who has much to pass over gives signs of life meanwhile.
                if !page.events.isEmpty, ContinuousClock.now < due { continue }
                let rest = due - ContinuousClock.now
                if lines.isEmpty, rest > .zero {
                    place = await feed.wait(beyond: place, for: audience, atMost: min(rest, Self.recheck))
                    continue
                }
            } catch let error where Task.isCancelled || Self.passes(error) {
                // The database is away for a while; the signs of life tell that their place stands still.
                try? await Task.sleep(for: LogFeed.pause)
                if ContinuousClock.now < due { continue }
            } catch {
                logger.error("the log cannot be told to one who watches it", metadata: ["error": "\(error)"])
                return .over(.cannotBeRead)
            }
            if lines.isEmpty { sayHello(place, &lines) }
        }
        state.withLock { [place] in $0.place = place }
        return .lines(lines, to: place)
    }

    private func sayHello(_ place: Int64, _ lines: inout [UInt8]) {
        let time = clock.now()
        EventLine.write("ping", to: &lines) {
            $0.add("seq", place)
            $0.add("time", time, in: audience.calendar)
        }
    }

    private static func passes(_ error: any Error) -> Bool {
        guard let error = error as? PostgresError else { return false }
        return error.isUnavailable || error.isConnectionLost || error.isRetryable
            || [.cancelled, .poolExhausted, .poolTimedOut].contains(error.code)
    }

    /// Looks whether who watches may still do so: when the log says that somebody may not, and now and again.
    private func mayGoOn(_ page: EventPage) async throws -> Bool {
        let now = ContinuousClock.now
        let isDue = state.withLock { $0.checked + Self.recheck <= now }
        guard isDue || page.endsAccess else { return true }
        guard try await reader.stillHolds(audience.requester) else { return false }
        state.withLock { $0.checked = now }
        return true
    }
}

extension WireError {
    /// A defect: without an end the watcher would wait for ever.
    static let cannotBeRead = WireError(
        .internal, zh: "日志暂不能读取，订阅结束；请稍后从 since 处重新订阅。",
        en: "The log could not be read, so the stream ends: WATCH again from since= a little later.")
}
