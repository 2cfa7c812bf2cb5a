/// What somebody asks the desk to do with bookings. Import, series, approval and the web hand in the same acts.
package enum BookingAct: Hashable, Sendable {
    case reserve(Reservation)
    case move(BookingID, to: Period)
    case cancel(BookingID, reason: String?)
}

/// A wish for one instrument.
package struct Reservation: Hashable, Sendable {
    package var instrument: InstrumentID
    package var period: Period
    /// A service code that the instrument publishes.
    package var service: String
    /// Nil: the default for the party (see rule B16).
    package var purpose: Purpose?
    package var project: String?
    package var access: AccessMode?
    /// Number of samples or uses, for services charged so; at least 1.
    package var quantity: Int

    package init(
        instrument: InstrumentID, period: Period, service: String, purpose: Purpose? = nil, project: String? = nil,
        access: AccessMode? = nil, quantity: Int = 1
    ) {
        self.instrument = instrument
        self.period = period
        self.service = service
        self.purpose = purpose
        self.project = project
        self.access = access
        self.quantity = quantity
    }
}
