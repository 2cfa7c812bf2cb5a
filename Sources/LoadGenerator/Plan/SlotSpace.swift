package import Booking

/// All that can be asked for: instruments times half hours, from after the shortest notice to before the horizon of
/// the default rule book.
package struct SlotSpace: Sendable {
    /// A half hour of an instrument, by their places in the space.
    package struct Slot: Hashable, Sendable {
        package let instrument: Int
        package let time: Int
    }

    package static let length = Span.minutes(30)
    /// Notice and horizon of the default rule book, with room for a clock that differs and a run that takes its time.
    static let notice = Span.hours(2) + .minutes(2)
    static let horizon = Span.days(30) - .minutes(30)

    /// The start of the first half hour.
    package let first: Instant
    /// Half hours.
    package let times: Int
    package let instruments: Int
    private let order: Permutation

    /// - Parameter anchor: When the load was prepared.
    package init(anchor: Instant, instruments: Int, seed: UInt64) {
        let step = Self.length.seconds
        let first = ((anchor + Self.notice).seconds + step - 1) / step
        let end = (anchor + Self.horizon).seconds / step
        self.first = Instant(seconds: first * step)
        times = Int(end - first)
        self.instruments = instruments
        order = Permutation(size: times * instruments, seed: seed)
    }

    package var count: Int { order.size }

    /// Each slot once as `index` goes from 0 to ``count``, in a random order.
    package subscript(_ index: Int) -> Slot {
        let place = order[index]
        return Slot(instrument: place % instruments, time: place / instruments)
    }

    package func start(_ time: Int) -> Instant { Instant(seconds: first.seconds + Int64(time) * Self.length.seconds) }

    /// The first half hour that may still be asked for at `now`.
    package func earliest(at now: Instant) -> Int {
        let wait = (now + Self.notice).seconds - first.seconds
        return wait <= 0 ? 0 : Int((wait + Self.length.seconds - 1) / Self.length.seconds)
    }
}
