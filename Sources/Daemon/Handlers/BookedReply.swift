import Booking
import Wire

// What a step in a booking's life is answered with.
extension Reply {
    /// The lines before the `OK`: what is offered instead, and whose time was taken.
    mutating func remarks(_ event: BookingEvent, _ calendar: ZoneCalendar) {
        for offer in event.offers { record("next") { $0.add(offer, in: calendar) } }
        for booking in event.affected {
            record("affected", "b\(booking.id)") { $0.add(booking.period, in: calendar) }
        }
    }
}

extension FieldWriter {
    /// What the `OK` says of a booking after a step, behind its number and state.
    mutating func add(_ event: BookingEvent, in calendar: ZoneCalendar) {
        let booking = event.after
        switch event.step {
        case .cancel: add("late", booking.life.late)
        case .contract: add("contract", booking.contract)
        case .bump:
            add("reason", booking.life.reason)
            add("late", booking.life.late)
            add("offers", event.offers.count)
        case .decline: add("reason", booking.life.reason)
        case .start: addUse(booking, in: calendar)
        case .finish:
            addUse(booking, in: calendar)
            add("price", booking.price)
            add("affected", event.affected.count)
        case .noShow, .escalate, .lapse, .overrun: break
        case .reserve, .move, .approve, .grant, .offer, .accept:
            add(booking.period, in: calendar)
            add("price", booking.price)
            if let by = booking.answerBy { add("respond-by", by, in: calendar) }
            if let due = booking.due { add("due", due, in: calendar) }
        }
    }

    mutating func addUse(_ booking: BookingFacts, in calendar: ZoneCalendar) {
        if let started = booking.life.startedAt { add("started", started, in: calendar) }
        if let finished = booking.life.finishedAt { add("finished", finished, in: calendar) }
    }
}
