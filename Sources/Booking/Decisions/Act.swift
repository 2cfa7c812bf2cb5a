/// What somebody asks the desk to do with bookings. Import, series, approval, the clock and the web hand in the same
/// acts.
package enum BookingAct: Hashable, Sendable {
    /// One or several new bookings in one act (rule B11).
    case order(Order)
    /// New times for one or several bookings, all or none (rule B15).
    case reschedule([Rescheduling], series: SeriesChange? = nil)
    case callOff([BookingID], reason: String?)
    /// The answer to a request (rules O3 and O4).
    case approve(BookingID)
    case decline(BookingID, DeclineReason, note: String?)
    /// Actual use; `at` nil is now.
    case start(BookingID, at: Instant?)
    case finish(BookingID, at: Instant?)
    case noShow(BookingID)
    /// Whatever the clock has brought about since; refused where nothing is due. A use that nobody finished ends
    /// `finishAfter` past its booked end.
    case tick(BookingID, finishAfter: Span)
    /// The reference of the contract behind an outside service, entered after it was booked (rule B13).
    case contract(BookingID, reference: String)
    /// The firm takes what was offered to its wish; judged like a new booking.
    case accept(BookingID)
    /// The time for taking an offer is over; by the clock.
    case lapseOffer(BookingID)

    package static func reserve(_ wish: Reservation) -> BookingAct { .order(Order(wishes: [wish])) }
    package static func move(_ id: BookingID, to period: Period) -> BookingAct {
        .reschedule([Rescheduling(booking: id, to: period)])
    }
    package static func cancel(_ id: BookingID, reason: String?) -> BookingAct { .callOff([id], reason: reason) }

    /// The bookings that the act names; they have to be among the facts.
    package var bookings: [BookingID] {
        switch self {
        case .order: []
        case .reschedule(let moves, _): moves.map(\.booking)
        case .callOff(let ids, _): ids
        case .approve(let id), .decline(let id, _, _), .start(let id, _), .finish(let id, _), .noShow(let id),
            .tick(let id, _):
            [id]
        case .contract(let id, _): [id]
        case .accept(let id), .lapseOffer(let id): [id]
        }
    }

    /// Whether it can run into bookings beyond those that it names: they have to be among the facts, too.
    package var mayTakeAnothersTime: Bool {
        switch self {
        case .finish, .tick: true
        default: false
        }
    }

    /// How many new bookings it makes at most.
    package var newBookings: Int {
        switch self {
        case .order(let order): order.wishes.count
        case .reschedule, .callOff, .approve, .decline, .start, .finish, .noShow, .tick, .contract, .accept,
            .lapseOffer:
            0
        }
    }
}

/// Several wishes as one act: all or none, unless skipping was asked for (rule B11).
package struct Order: Hashable, Sendable {
    /// At least one. With several, each becomes a booking of its own; the first one's id names the group.
    package var wishes: [Reservation]
    /// Leave out what is taken or closed, and book the rest.
    package var skipsConflicts: Bool
    /// The series in its canonical text (`FREQ=WEEKLY;…`), for those who look at it later; nil where it is none.
    package var series: String?

    package init(wishes: [Reservation], skipsConflicts: Bool = false, series: String? = nil) {
        self.wishes = wishes
        self.skipsConflicts = skipsConflicts
        self.series = series
    }
}

package struct Rescheduling: Hashable, Sendable {
    package let booking: BookingID
    package let to: Period

    package init(booking: BookingID, to: Period) {
        self.booking = booking
        self.to = to
    }
}

/// What becomes of the text of a series when bookings of it move (see ``SeriesText``).
package struct SeriesChange: Hashable, Sendable {
    /// The group that they were made with, and its text until now.
    package let group: BookingID
    package let was: String
    /// Its text from now on.
    package let text: String
    /// The group that those that move become, where others stay behind; it has the first one's id.
    package let part: Part?

    package struct Part: Hashable, Sendable {
        package let group: BookingID
        package let text: String

        package init(group: BookingID, text: String) {
            self.group = group
            self.text = text
        }
    }

    package init(group: BookingID, was: String, text: String, part: Part? = nil) {
        self.group = group
        self.was = was
        self.text = text
        self.part = part
    }
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
    /// The reference of the contract under which an outside service is done (rule B13).
    package var contract: String?
    /// When results are promised, for samples that are handed in.
    package var due: Instant?

    package init(
        instrument: InstrumentID, period: Period, service: String, purpose: Purpose? = nil, project: String? = nil,
        access: AccessMode? = nil, quantity: Int = 1, contract: String? = nil, due: Instant? = nil
    ) {
        self.instrument = instrument
        self.period = period
        self.service = service
        self.purpose = purpose
        self.project = project
        self.access = access
        self.quantity = quantity
        self.contract = contract
        self.due = due
    }
}
