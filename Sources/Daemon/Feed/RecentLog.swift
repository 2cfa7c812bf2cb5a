internal import Booking
internal import DequeModule
internal import Registry

/// The log's last rows in memory, page after page without a gap, and those who wait for what comes behind them. Pure.
struct RecentLog<Wake: Sendable>: Sendable {
    /// Rows kept for those who follow closely; who is further behind reads the log itself.
    static var kept: Int64 { 8_192 }

    /// One who has seen everything that is here.
    private struct Waiter: Sendable {
        var place: Int64
        let audience: EventAudience
        let wake: Wake
    }

    private var pages: Deque<EventPage> = []
    private var waiting: [UInt64: Waiter] = [:]
    /// The last row that was read; nothing is known before the first page.
    private(set) var end: Int64 = 0

    /// The page that goes on behind `place`, or an empty one where that is the end; nil where it is not in memory.
    func page(after place: Int64) -> EventPage? {
        guard place != end || end == 0 else { return EventPage(after: place, events: []) }
        guard place < end, let first = pages.first, place >= first.after else { return nil }
        var (low, high) = (0, pages.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if pages[middle].last <= place { low = middle + 1 } else { high = middle }
        }
        return pages[low]
    }

    /// Lets somebody wait who has seen all up to `place`; false where there is something to read at once.
    mutating func wait(_ number: UInt64, _ place: Int64, _ audience: EventAudience, _ wake: Wake) -> Bool {
        guard place >= end else { return false }
        waiting[number] = Waiter(place: place, audience: audience, wake: wake)
        return true
    }

    /// Somebody waits no longer: how far there was nothing for them; nil if they do not wait.
    mutating func leave(_ number: UInt64) -> (place: Int64, wake: Wake)? {
        waiting.removeValue(forKey: number).map { ($0.place, $0.wake) }
    }

    mutating func everybodyLeaves() -> [(place: Int64, wake: Wake)] {
        defer { waiting = [:] }
        return waiting.values.map { ($0.place, $0.wake) }
    }

    /// Takes the page behind the end. Those whom nothing in it concerns wait on behind it, undisturbed; the others are
    /// given back, to read it.
    mutating func append(_ page: EventPage) -> [(place: Int64, wake: Wake)] {
        // The rows are numbered without gaps. Where they are not, the log is not the one that was known, after a failover
        // perhaps: what is behind it is left to those who want it.
        if page.after != end || page.events.first.map({ $0.sequence != end + 1 }) == true { pages.removeAll() }
        end = page.last
        guard !page.events.isEmpty else { return [] }
        pages.append(page)
        while pages.count > 1, end - pages[0].last >= Self.kept { pages.removeFirst() }
        var woken: [(place: Int64, wake: Wake)] = []
        for (number, waiter) in waiting where waiter.place < page.last {
            // Who has not seen all before the page has something to read in any case.
            if waiter.place < page.after || page.endsAccess || waiter.audience.mayCare(for: page) {
                woken.append((waiter.place, waiter.wake))
                waiting[number] = nil
            } else {
                waiting[number]?.place = page.last
            }
        }
        return woken
    }

    /// Forgets what is far behind and begins at `place`; those who wait are woken by the page that follows.
    mutating func jump(to place: Int64) {
        pages.removeAll()
        end = place
    }
}
