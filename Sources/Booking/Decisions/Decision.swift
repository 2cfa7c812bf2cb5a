/// What a decision comes to. Nothing has happened yet: the desk writes the events, or tells the refusal.
package enum Decision: Sendable {
    case accepted(BookingEvent)
    case refused(Refusal)
}

/// What happened to a booking, once committed.
package enum BookingEvent: Hashable, Sendable {
    case reserved(BookingFacts)
    case moved(before: BookingFacts, after: BookingFacts)
    /// `late` when the notice of rule B14 was not kept.
    case cancelled(before: BookingFacts, reason: String?, late: Bool)
}

/// Why an act was refused, by who has to mend it.
package enum Refusal: Error, Sendable {
    /// There is no such thing that the asker may know of.
    case notFound(Bilingual)
    case forbidden(Bilingual)
    /// The field's value cannot be meant; names the wire's field.
    case invalid(field: String, Bilingual)
    /// The booking is not in a state for this.
    case state(BookingState, Bilingual)
    /// The time is taken (B1 alone failed); `taken` is what stands in the way, on the channel that frees first.
    case conflict(taken: Period, Bilingual)
    /// One or more rules failed; every failing verdict is here, in the order of the rule book.
    case rules([Verdict])
}
