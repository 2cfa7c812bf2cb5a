package import Booking

/// What the desk can be asked to do. There is no other way to change anything.
package enum DeskAct: Sendable {
    case booking(BookingAct, about: BookingSubject)
    case register(any RegisterAct)
}

/// The instruments and the organisation that a booking act concerns, found before the desk locks them; none of them
/// ever changes for a booking.
package struct BookingSubject: Hashable, Sendable {
    /// At least one.
    package let instruments: [InstrumentID]
    /// The holder units of the instruments.
    package let units: [OrganisationID]
    /// Whose quota it is.
    package let organisation: OrganisationID

    package init(instruments: [InstrumentID], units: [OrganisationID], organisation: OrganisationID) {
        self.instruments = instruments
        self.units = units
        self.organisation = organisation
    }

    package init(instrument: InstrumentID, unit: OrganisationID, organisation: OrganisationID) {
        self.init(instruments: [instrument], units: [unit], organisation: organisation)
    }
}

/// A client's own name for one intent, so that repeating it is safe.
package struct RequestKey: Hashable, Sendable {
    package let key: String
    /// SHA-256 of the request's canonical text: the same key with another request is an error.
    package let fingerprint: [UInt8]

    /// - Parameter document: the upload behind the request, as raw bytes; it is part of what was asked.
    package init(key: String, request: String, document: [UInt8] = []) {
        self.key = key
        self.fingerprint = Fingerprint.of(Array(request.utf8) + [0x0A] + document)
    }
}

/// What came of an act.
package enum DeskResult: Sendable {
    case booked(Accepted)
    case registered(RegisterOutcome)
    /// The key was used before: what was rendered then.
    case replayed(String)
    case refused(Refusal)
    /// The token was revoked or has run out since the session signed in.
    case signedOut
    /// The key was used before for a different request.
    case keyReused
    /// More is waiting than the desk takes.
    case busy
    /// The database is away. When `outcomeUnknown`, the act may have been committed: repeat it with its key.
    case unavailable(outcomeUnknown: Bool)
    /// A defect of ours; the reason is for the log.
    case failed(String)
}

/// One act waiting at the desk. An object, for it is passed from hand to hand.
package final class Ticket: Sendable {
    let act: DeskAct
    let requester: Requester
    let key: RequestKey?
    /// The reply as it is kept for a repeat of the key; called only when there is a key.
    let render: @Sendable (DeskResult) -> String
    /// Called exactly once, from any thread, after the commit.
    let complete: @Sendable (DeskResult) -> Void
    let claims: Claims

    package init(
        act: DeskAct, requester: Requester, key: RequestKey?, render: @escaping @Sendable (DeskResult) -> String,
        complete: @escaping @Sendable (DeskResult) -> Void
    ) {
        self.act = act
        self.requester = requester
        self.key = key
        self.render = render
        self.complete = complete
        claims = Claims(act)
    }
}
