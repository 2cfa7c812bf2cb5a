/// All that the rules may look at, loaded by the desk for one batch and folded forward by ``apply(_:)``.
package struct Facts: Sendable {
    package var instruments: [InstrumentID: InstrumentFacts]
    package var organisations: [OrganisationID: OrganisationFacts]
    /// The bookings that the batch's moves and cancellations name.
    package var bookings: [BookingID: BookingFacts]
    /// The operators of units with staffed instruments, by unit, in the order in which they were entered (rule B10).
    package var operators: [OrganisationID: [OperatorFacts]] = [:]
    /// When offices work, in the zone's time, for the clocks that run only then.
    package var workingTime: WorkingTime
    /// The zone's; an instrument is judged by its own (``InstrumentRegister/policy``).
    package let policy: Policy

    package init(policy: Policy, workingTime: WorkingTime) {
        instruments = [:]
        organisations = [:]
        bookings = [:]
        self.policy = policy
        self.workingTime = workingTime
    }

    /// The days on which offices work, for the deadlines that count them.
    package var workingDays: WorkingDays { workingTime.days }
}

/// What the rules know of one instrument.
package struct InstrumentFacts: Sendable {
    /// What stands in the register; shared between batches while its version is unchanged.
    package let register: InstrumentRegister
    /// Closures that have not ended, in order of start.
    package var closures: [Closure]
    /// Live bookings, by channel, that have not long ended; in order of start.
    package var channels: [ChannelFacts]
    /// The unit's own and related use from the current month on (rule O2), in no order.
    package var sharing: [SharedUse]

    package init(
        register: InstrumentRegister, closures: [Closure], channels: [ChannelFacts], sharing: [SharedUse] = []
    ) {
        self.register = register
        self.closures = closures
        self.channels = channels
        self.sharing = sharing
    }
}

/// Time of an instrument that went, or goes, to its own unit or a related party; no-shows count.
package struct SharedUse: Hashable, Sendable {
    package let id: BookingID
    package let period: Period
    package let party: Party

    package init(id: BookingID, period: Period, party: Party) {
        self.id = id
        self.period = period
        self.party = party
    }
}

/// The slow-changing part of an instrument's facts.
package final class InstrumentRegister: Sendable {
    package let id: InstrumentID
    package let path: InstrumentPath
    package let unit: OrganisationID
    /// The park that the unit is in.
    package let park: OrganisationID?
    package let record: InventoryRecord
    package let disclosure: DisclosureState
    /// Published prices by service code, every revision that is or will be in force, oldest first.
    package let tariffs: [String: [Tariff]]
    package let calendar: ZoneCalendar
    /// The rule book as it is in force here: the zone's, with what its park, its unit and it itself say otherwise.
    package let policy: Policy
    /// Nil where nobody asked for them: rules about time since then do not apply.
    package let dates: DisclosureDates?
    /// Whether an outsider's booking waits for the unit's answer: read from the record once, for every act asks.
    package let asksFirst: Bool
    package let people: InstrumentPeople

    package init(
        id: InstrumentID, path: InstrumentPath, unit: OrganisationID, park: OrganisationID? = nil,
        record: InventoryRecord, disclosure: DisclosureState, tariffs: [String: [Tariff]], calendar: ZoneCalendar,
        policy: Policy, dates: DisclosureDates? = nil, people: InstrumentPeople = .none
    ) {
        self.id = id
        self.path = path
        self.unit = unit
        self.park = park
        self.record = record
        self.disclosure = disclosure
        self.tariffs = tariffs
        self.calendar = calendar
        self.policy = policy
        self.dates = dates
        asksFirst = record.needsApproval
        self.people = people
    }
}

/// One price of one service from one moment on (rule O6).
package struct Tariff: Hashable, Sendable {
    package let service: ServiceID
    package let offer: ServiceOffer
    package let publishedAt: Instant
    package let effectiveFrom: Instant
    /// Nil while the service is offered; set when a later inventory dropped it.
    package let withdrawnAt: Instant?
    /// Whether its publisher said that this very price is meant (rule D8).
    package let isConfirmed: Bool

    package init(
        service: ServiceID, offer: ServiceOffer, publishedAt: Instant, effectiveFrom: Instant, withdrawnAt: Instant?,
        isConfirmed: Bool = false
    ) {
        self.service = service
        self.offer = offer
        self.publishedAt = publishedAt
        self.effectiveFrom = effectiveFrom
        self.withdrawnAt = withdrawnAt
        self.isConfirmed = isConfirmed
    }
}

/// How far an instrument's disclosure has come (rules D1-D5).
package enum DisclosureState: Hashable, Sendable {
    /// Known to the office (funding register), not published by its unit.
    case undisclosed
    case disclosed(since: Instant)
    /// Hidden by the office's leave: counted, never listed.
    case exempt(reason: String, reference: String, since: Instant)
    case withdrawn(reason: String, until: Instant?, since: Instant)

    /// Whether it is shown to everybody and takes bookings at a moment: disclosed, or back from a withdrawal that was
    /// announced to end.
    package func stands(at now: Instant) -> Bool {
        switch self {
        case .disclosed: true
        case .withdrawn(_, let until?, _): until <= now
        case .withdrawn, .undisclosed, .exempt: false
        }
    }
}

/// When an instrument's disclosure first stood, and when its unit last stood by it.
package struct DisclosureDates: Hashable, Sendable {
    /// The first publication; nil where there was none yet.
    package let first: Instant?
    /// The last publication that named it, changed or not (rule D6).
    package let confirmed: Instant

    package init(first: Instant?, confirmed: Instant) {
        self.first = first
        self.confirmed = confirmed
    }
}

package struct ChannelFacts: Sendable {
    package let id: ChannelID
    package var live: [LiveBooking]

    package init(id: ChannelID, live: [LiveBooking]) {
        self.id = id
        self.live = live
    }
}

/// A booking as its neighbours see it: live, or finished so lately that its clean-down may not be over.
package struct LiveBooking: Hashable, Sendable {
    package let id: BookingID
    /// The time that it holds: of one that has finished, up to its actual end.
    package let period: Period
    /// Minutes, as they were when it was booked.
    package let setUp: Int
    package let cleanDown: Int
    package let state: BookingState

    package init(id: BookingID, period: Period, setUp: Int, cleanDown: Int, state: BookingState = .confirmed) {
        self.id = id
        self.period = period
        self.setUp = setUp
        self.cleanDown = cleanDown
        self.state = state
    }
}

/// A stretch in which an instrument takes no bookings; `channel` nil closes all of them.
package struct Closure: Hashable, Sendable {
    package let id: ClosureID
    package let channel: ChannelID?
    package let period: Period
    package let reason: String
    /// When it was entered; nil where nobody asked (rule O10).
    package let announcedAt: Instant?

    package init(id: ClosureID, channel: ChannelID?, period: Period, reason: String, announcedAt: Instant? = nil) {
        self.id = id
        self.channel = channel
        self.period = period
        self.reason = reason
        self.announcedAt = announcedAt
    }
}

/// What the rules know of one organisation that books.
package struct OrganisationFacts: Sendable {
    package let organisation: Organisation
    /// Every booking of the organisation that uses quota and ends after the earliest boundary that a rule looks back to.
    package var bookings: [QuotaBooking]
    /// The last verified status that was not withdrawn, run out or not; nil where there is none.
    package let smallFirm: SmallFirmStatus?
    /// Strikes that were not lifted, as far back as ``B8/memory``, in no order.
    package var strikes: [Strike]

    package init(
        organisation: Organisation, bookings: [QuotaBooking], smallFirm: SmallFirmStatus? = nil, strikes: [Strike] = []
    ) {
        self.organisation = organisation
        self.bookings = bookings
        self.smallFirm = smallFirm
        self.strikes = strikes
    }
}

package struct QuotaBooking: Hashable, Sendable {
    package let id: BookingID
    package let instrument: InstrumentID
    package let period: Period
    package let state: BookingState

    package init(id: BookingID, instrument: InstrumentID, period: Period, state: BookingState) {
        self.id = id
        self.instrument = instrument
        self.period = period
        self.state = state
    }
}
