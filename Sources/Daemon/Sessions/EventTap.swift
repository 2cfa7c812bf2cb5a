internal import Booking
internal import Wire

/// What a session watches, as a pure state: asks for one piece of events at a time, and knows how far it has come.
struct EventTap: Sendable {
    private struct Watch: Sendable {
        let number: UInt64
        let source: any EventSource
        var place: Int64
        /// A piece has been asked for and has not come.
        var isAsking = false
    }

    private var watch: Watch?
    private var count: UInt64 = 0

    var isOpen: Bool { watch != nil }

    mutating func open(_ source: any EventSource, since place: Int64) {
        count += 1
        watch = Watch(number: count, source: source, place: place)
    }

    /// Closes; gives the place in the log up to which all has been said, or nil where nothing was watched.
    @discardableResult
    mutating func close() -> Int64? {
        defer { watch = nil }
        return watch?.place
    }

    /// Closes with a last word, which tells where to go on where something was watched.
    mutating func close(with word: WireError?) -> WireError? {
        guard let place = close(), var word else { return word }
        word.extras.append(Field("since", String(place)))
        return word
    }

    /// Whom to ask for the next piece, with the number that it is to come back with; nil when nothing is to be asked.
    mutating func ask() -> (number: UInt64, source: any EventSource)? {
        guard let watch, !watch.isAsking else { return nil }
        self.watch?.isAsking = true
        return (watch.number, watch.source)
    }

    /// Whether a piece is the one that was asked for; notes how far it goes.
    mutating func take(_ number: UInt64, _ piece: EventPiece) -> Bool {
        guard watch?.number == number else { return false }
        watch?.isAsking = false
        if case .lines(_, let place) = piece { watch?.place = place }
        return true
    }

    /// While events flow, STOP ends them and nothing is done that needs more than the session itself.
    mutating func answer(_ request: CheckedRequest, _ language: Language) -> Reply {
        guard request.verb == .stop else { return .failure(.isWatching(request.verb), language) }
        guard let place = close() else { return .failure(.isNotWatching, language) }
        var reply = Reply()
        reply.ok { $0.add("since", place) }
        return reply
    }
}
