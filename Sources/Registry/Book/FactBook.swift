import Booking
import Synchronization

/// What this daemon remembers of instruments, organisations and credentials, so that the desk need not read them again
/// for every batch.
///
/// Never trusted by itself. Whatever changes is written in the log in the same transaction, and the log has one end; so
/// a transaction that holds its locks and finds the log's end where this book knows it has proved all that is
/// remembered. Where others wrote in between, what they touched is forgotten first (``Gap``).
///
/// The desk's own batches keep the book up to date: they take entries out, fold what they decided into them, and put
/// them back after the commit. An entry is out with one batch at a time, for batches share no instrument and no
/// organisation.
final class FactBook: Sendable {
    /// Beyond so many live bookings remembered (some 60 bytes each) the memory is emptied.
    private static let capacity = 2_000_000
    /// Beyond so many rows missed it is cheaper to forget everything.
    static let longestGap: Int64 = 5_000

    private let pages = Mutex(FactPages())

    /// Compares the book with the log's end as a transaction sees it, its locks held.
    func gap(to end: LogChain) -> Gap { pages.withLock { $0.gap(to: end) } }

    /// Forgets what others touched in a gap; nil forgets everything.
    func catchUp(with end: LogChain, forgetting touched: Touched?) {
        pages.withLock { $0.catchUp(with: end, forgetting: touched) }
    }

    /// Takes entries out for one batch.
    func take(
        _ instruments: [InstrumentID], _ organisations: [OrganisationID], credentials: [Int64]
    ) -> Remembered {
        pages.withLock { $0.take(instruments, organisations, credentials) }
    }

    /// Puts entries back as they are now true, and what is over of the numbers; for what is on disk.
    func put(_ loaded: BatchLoader.Loaded, at now: Instant) {
        pages.withLock { $0.put(loaded, at: now, capacity: Self.capacity) }
    }

    /// Announces rows that are about to be committed, so that a batch beside ours does not take them for another's.
    func announce(_ range: LogRange) { pages.withLock { $0.ours.append(range) } }

    /// The announced rows are committed.
    func confirm(_ range: LogRange) { pages.withLock { $0.confirm(range) } }

    /// The announced rows were not committed, or nobody knows.
    func withdraw(_ range: LogRange) { pages.withLock { $0.ours.removeAll { $0.last == range.last } } }

    /// Numbers for new bookings, handed out in blocks.
    func numbers(_ count: Int) -> [BookingID]? {
        pages.withLock { pages in
            guard pages.numbers.count >= count else { return nil }
            defer { pages.numbers.removeLast(count) }
            return Array(pages.numbers.suffix(count).reversed())
        }
    }
}

/// How the book stands to the log's end.
enum Gap: Equatable {
    /// All that is remembered is true.
    case none
    /// Rows after this one, up to the end, were written by others, if this one still stands.
    case missed(after: LogChain)
    /// The log is not the one that was known: after a crash that took rows which were not on disk yet, or a failover
    /// to a server that lagged behind.
    case other
}

/// What rows of the log touched.
struct Touched {
    var instruments = Set<InstrumentID>()
    var organisations = Set<OrganisationID>()
}

/// Rows of one commit.
struct LogRange: Equatable {
    /// The end of the log that they were chained on to.
    let previous: LogChain
    let last: LogChain
    /// The database has said so.
    var isCommitted = false

    init(previous: LogChain, last: LogChain) {
        self.previous = previous
        self.last = last
    }
}

/// What the book knew of the things that a batch needs.
struct Remembered {
    var instruments: [InstrumentID: InstrumentFacts] = [:]
    var organisations: [OrganisationID: OrganisationFacts] = [:]
    /// Credential → the moment it runs out.
    var credentials: [Int64: Instant] = [:]
    /// Changes whenever everything is forgotten.
    var generation = 0
}
