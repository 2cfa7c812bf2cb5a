import Booking

extension BookingFacts {
    /// The booking as the log keeps it: instants in seconds since 1970, money in fen.
    func snapshot(_ path: InstrumentPath, _ event: BookingEvent? = nil) -> String {
        var json = JSONText()
        json.field("booking", id.rawValue)
        json.field("instrument", path.description)
        json.field("channel", channel.rawValue)
        json.field("organisation", organisation.rawValue)
        json.field("account", account.rawValue)
        json.field("start", period.start.seconds)
        json.field("end", period.end.seconds)
        json.field("set-up", setUp)
        json.field("clean-down", cleanDown)
        json.field("state", state.rawValue)
        json.field("service", serviceCode)
        json.field("party", party.rawValue)
        json.field("purpose", purpose.rawValue)
        json.field("project", project)
        json.field("access", access?.rawValue)
        json.field("quantity", quantity)
        json.field("price", price.fen)
        if smallFirm { json.field("small-firm", true) }
        json.field("group", group?.rawValue)
        json.field("operator", operatorID?.rawValue)
        json.field("contract", contract)
        json.field("due", due?.seconds)
        json.field("offer", offer?.rawValue)
        json.field("respond-by", life.respondBy?.seconds)
        json.field("escalated", life.escalatedAt?.seconds)
        json.field("started", life.startedAt?.seconds)
        json.field("finished", life.finishedAt?.seconds)
        json.field("delayed", life.delayedUntil?.seconds)
        json.field("reason", life.reason)
        if life.late { json.field("late", true) }
        if let event { json.remarks(event) }
        return json.finish()
    }
}

extension JSONText {
    /// What a step says beyond the booking itself: a note, the periods that are offered instead as `start/end`, and the
    /// bookings whose time it took.
    fileprivate mutating func remarks(_ event: BookingEvent) {
        field("note", event.note)
        if !event.offers.isEmpty {
            field("offers", event.offers.map { "\($0.start.seconds)/\($0.end.seconds)" }.joined(separator: ","))
        }
        if !event.affected.isEmpty {
            field("affected", event.affected.map { "b\($0.id)" }.joined(separator: ","))
        }
    }
}
