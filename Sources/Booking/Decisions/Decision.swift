/// What a decision comes to. Nothing has happened yet: the desk writes the events, or tells the refusal.
package enum Decision: Sendable {
    case accepted(Accepted)
    case refused(Refusal)
}

package struct Accepted: Sendable {
    /// At least one, in the order of the wishes.
    package var events: [BookingEvent]
    /// The wishes that were left out because skipping was asked for.
    package var skipped: [RefusedWish] = []

    package init(events: [BookingEvent], skipped: [RefusedWish] = []) {
        self.events = events
        self.skipped = skipped
    }

    /// Makes all that changed a group of its own.
    mutating func regroup(_ group: BookingID) {
        events = events.map { event in
            var after = event.after
            after.group = group
            return BookingEvent(event.step, before: event.before, after: after)
        }
    }
}

/// One wish of several that could not be granted.
package struct RefusedWish: Sendable {
    /// Position among the act's wishes or bookings, from 0.
    package let index: Int
    package let instrument: InstrumentID
    package let period: Period
    package let refusal: Refusal

    package init(index: Int, instrument: InstrumentID, period: Period, refusal: Refusal) {
        self.index = index
        self.instrument = instrument
        self.period = period
        self.refusal = refusal
    }
}

/// What happened to a booking, once committed. The log names each step by its raw value.
package enum BookingStep: String, CaseIterable, Sendable {
    case reserve, move, cancel
    /// The answer to a request, by the unit or the park.
    case approve, decline
    /// By the clock: the question goes to the park; silence grants; the start comes first (rule O3).
    case escalate, grant, lapse
    /// Actual use.
    case start, finish
    case noShow = "no-show"
    /// The use before it has run into its time; its state stays.
    case overrun
    /// A unit takes back what was confirmed (rule O5).
    case bump
    case contract
    /// Freed time that is held for a waiting wish, and its taking; nobody's taking it in time is a lapse as well.
    case offer, accept
}

/// One step in the life of one booking.
package struct BookingEvent: Hashable, Sendable {
    package let step: BookingStep
    /// Nil for a new booking.
    package let before: BookingFacts?
    package let after: BookingFacts
    /// What the one who decided added in words.
    package let note: String?
    /// Like periods that would be accepted instead, offered with a bump (rule O5).
    package let offers: [Period]
    /// Bookings into whose time, or whose set-up, this use has run.
    package let affected: [LiveBooking]

    package init(
        _ step: BookingStep, before: BookingFacts?, after: BookingFacts, note: String? = nil, offers: [Period] = [],
        affected: [LiveBooking] = []
    ) {
        self.step = step
        self.before = before
        self.after = after
        self.note = note
        self.offers = offers
        self.affected = affected
    }
}

/// Why an act was refused, by who has to mend it.
package indirect enum Refusal: Error, Sendable {
    /// There is no such thing that the asker may know of.
    case notFound(Bilingual)
    case forbidden(Bilingual)
    /// The field's value cannot be meant; names the wire's field.
    case invalid(field: String, Bilingual)
    /// The booking is not in a state for this.
    case state(BookingState, Bilingual)
    /// What it was decided on has changed meanwhile.
    case stale(Bilingual)
    /// The time is taken (B1 alone failed); `taken` is what stands in the way, on the channel that frees first.
    case conflict(taken: Period, Bilingual)
    /// One or more rules failed; every failing verdict is here, in the order of the rule book.
    case rules([Verdict])
    /// Of several wishes that succeed or fail together, these fail; the others would have been granted.
    case several([RefusedWish])
}
