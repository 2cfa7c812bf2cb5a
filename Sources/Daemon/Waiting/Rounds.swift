import Booking

/// How far a duty has looked at the log, and when it has looked at everything. What time brings about leaves no row, and a
/// pause may have left rows to others, so now and then all is looked at.
struct Rounds {
    /// The log's rows up to here have been looked at; nil before the first round.
    private var seen: Int64?
    /// When it was this daemon's turn last.
    private var turn: Instant?
    /// When all was looked at last.
    private var swept: Instant?
    private let sweep: Span

    /// What a round has to look at.
    enum Part: Equatable {
        case nothing, everything
        case rows(after: Int64)
    }

    /// After so long without a turn others may have been at work.
    private static let pause = Span(seconds: 10)

    /// - Parameter sweep: how often all is looked at.
    init(sweep: Span) { self.sweep = sweep }

    /// A round begins.
    mutating func begin(at now: Instant) {
        if let turn, turn <= now, now < turn + Self.pause {
            self.turn = now
        } else {
            self = Rounds(sweep: sweep)
            turn = now
        }
    }

    /// - Parameter end: the log's.
    func part(upTo end: Int64, at now: Instant) -> Part {
        guard let seen, let swept, swept <= now, now < swept + sweep else { return .everything }
        return seen == end ? .nothing : .rows(after: seen)
    }

    /// It has been looked at.
    mutating func end(_ part: Part, upTo end: Int64, at now: Instant) {
        seen = end
        if part == .everything { swept = now }
    }
}
