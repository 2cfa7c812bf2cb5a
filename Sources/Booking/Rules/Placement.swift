/// The channel that a period would take, and what stands in its way there.
///
/// The first channel that fits; else the one where only other bookings are in the way, the soonest free first; else
/// one that is closed; so the answer does not depend on chance.
package struct Placement: Sendable {
    /// Index among the instrument's channels; nil where it has none.
    package let channel: Int?
    /// From the first to the last booking in the way, without set-up and clean-down.
    package let taken: Period?
    package let shut: Shut?

    /// Why a channel is not open for a period.
    package enum Shut: Sendable {
        /// The instrument publishes no open hours.
        case noHours
        /// The first moment of the period outside the open hours.
        case outsideHours(Instant)
        case closure(Closure)
    }

    /// - Parameter preferred: the channel to try first, as a moved booking's own.
    init(_ period: Period, on instrument: InstrumentFacts, excluding: BookingID?, preferred: ChannelID? = nil) {
        let outside = Self.hours(of: instrument.register, over: period)
        var best: (rank: Int, frees: Instant, index: Int, taken: Period?, shut: Shut?)?
        let count = instrument.channels.count
        let first = preferred.flatMap { id in instrument.channels.firstIndex { $0.id == id } }
        var turn = 0
        while turn < count {
            // The preferred channel first, the others in order.
            let index = first.map { turn == 0 ? $0 : turn <= $0 ? turn - 1 : turn } ?? turn
            turn += 1
            let taken = Self.taken(instrument, index, period, excluding)
            let shut = outside ?? Self.closure(instrument, index, period)
            let rank = (shut == nil ? 0 : 2) + (taken == nil ? 0 : 1)
            let frees = taken?.end ?? period.start
            if best.map({ (rank, frees) < ($0.rank, $0.frees) }) ?? true {
                best = (rank, frees, index, taken, shut)
                if rank == 0 { break }
            }
        }
        channel = best?.index
        taken = best?.taken
        shut = best == nil ? outside : best?.shut
    }

    private static func hours(of register: InstrumentRegister, over period: Period) -> Shut? {
        guard let hours = register.record.openHours else { return .noHours }
        return hours.firstShut(in: period, register.calendar).map { .outsideHours($0) }
    }

    private static func closure(_ instrument: InstrumentFacts, _ index: Int, _ period: Period) -> Shut? {
        guard !instrument.closures.isEmpty else { return nil }
        let channel = instrument.channels[index].id
        return instrument.closures
            .first { ($0.channel == nil || $0.channel == channel) && $0.period.overlaps(period) }
            .map { .closure($0) }
    }

    /// The bookings of one channel that are nearer than the gap allows, as one stretch.
    private static func taken(
        _ instrument: InstrumentFacts, _ index: Int, _ period: Period, _ excluding: BookingID?
    ) -> Period? {
        let record = instrument.register.record
        var start: Instant?
        var end: Instant?
        let live = instrument.channels[index].live
        func meet(_ booking: LiveBooking) -> Bool {
            // Between neighbours the larger of the one's clean-down and the other's set-up is kept free, not the sum.
            let before = max(booking.cleanDown, record.setUp)
            if booking.period.end + .minutes(before) <= period.start { return false }
            let after = max(record.cleanDown, booking.setUp)
            return booking.period.start < period.end + .minutes(after)
        }
        func take(_ booking: LiveBooking) {
            start = min(start ?? booking.period.start, booking.period.start)
            end = max(end ?? booking.period.end, booking.period.end)
        }
        // Live bookings of a channel are disjoint with their gaps, so those in the way stand together around the
        // place where the period would be put: the first on either side that is not in the way ends the search.
        let place = live.firstIndex(startingFrom: period.start)
        var at = place
        while at < live.count {
            if live[at].id != excluding {
                guard meet(live[at]) else { break }
                take(live[at])
            }
            at += 1
        }
        at = place - 1
        while at >= 0 {
            if live[at].id != excluding {
                guard meet(live[at]) else { break }
                take(live[at])
            }
            at -= 1
        }
        guard let start, let end else { return nil }
        return Period(start: start, end: end)
    }
}
