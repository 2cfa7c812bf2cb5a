/// All that the rules may look at, loaded by the desk for one batch and folded forward by ``apply(_:)``.
package struct Facts: Sendable {
    package var instruments: [InstrumentID: InstrumentFacts]
    package var organisations: [OrganisationID: OrganisationFacts]
    /// The bookings that the batch's moves and cancellations name.
    package var bookings: [BookingID: BookingFacts]
    /// The days on which offices work, for the deadlines that count them.
    package var workingDays: WorkingDays = .mondayToFriday
    package let policy: Policy

    package init(policy: Policy) {
        instruments = [:]
        organisations = [:]
        bookings = [:]
        self.policy = policy
    }
}

/// What the rules know of one instrument.
package struct InstrumentFacts: Sendable {
    /// What stands in the register; shared between batches while its version is unchanged.
    package let register: InstrumentRegister
    /// Closures that touch the time the batch asks about, in order of start.
    package var closures: [Closure]
    /// Live bookings, by channel, that could touch the time the batch asks about; in order of start.
    package var channels: [ChannelFacts]

    package init(register: InstrumentRegister, closures: [Closure], channels: [ChannelFacts]) {
        self.register = register
        self.closures = closures
        self.channels = channels
    }
}

/// The slow-changing part of an instrument's facts.
package final class InstrumentRegister: Sendable {
    package let id: InstrumentID
    package let path: InstrumentPath
    package let unit: OrganisationID
    package let record: InventoryRecord
    package let disclosure: DisclosureState
    /// Published prices by service code, every revision that is or will be in force, oldest first.
    package let tariffs: [String: [Tariff]]
    package let calendar: ZoneCalendar

    package init(
        id: InstrumentID, path: InstrumentPath, unit: OrganisationID, record: InventoryRecord,
        disclosure: DisclosureState, tariffs: [String: [Tariff]], calendar: ZoneCalendar
    ) {
        self.id = id
        self.path = path
        self.unit = unit
        self.record = record
        self.disclosure = disclosure
        self.tariffs = tariffs
        self.calendar = calendar
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

    package init(
        service: ServiceID, offer: ServiceOffer, publishedAt: Instant, effectiveFrom: Instant, withdrawnAt: Instant?
    ) {
        self.service = service
        self.offer = offer
        self.publishedAt = publishedAt
        self.effectiveFrom = effectiveFrom
        self.withdrawnAt = withdrawnAt
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
}

package struct ChannelFacts: Sendable {
    package let id: ChannelID
    package var live: [LiveBooking]

    package init(id: ChannelID, live: [LiveBooking]) {
        self.id = id
        self.live = live
    }
}

/// A live booking as its neighbours see it.
package struct LiveBooking: Hashable, Sendable {
    package let id: BookingID
    package let period: Period
    /// Minutes, as they were when it was booked.
    package let setUp: Int
    package let cleanDown: Int

    package init(id: BookingID, period: Period, setUp: Int, cleanDown: Int) {
        self.id = id
        self.period = period
        self.setUp = setUp
        self.cleanDown = cleanDown
    }
}

/// A stretch in which an instrument takes no bookings; `channel` nil closes all of them.
package struct Closure: Hashable, Sendable {
    package let id: ClosureID
    package let channel: ChannelID?
    package let period: Period
    package let reason: String

    package init(id: ClosureID, channel: ChannelID?, period: Period, reason: String) {
        self.id = id
        self.channel = channel
        self.period = period
        self.reason = reason
    }
}

/// What the rules know of one organisation that books.
package struct OrganisationFacts: Sendable {
    package let organisation: Organisation
    /// Every booking of the organisation that uses quota and ends after the earliest boundary that a rule looks back to.
    package var bookings: [QuotaBooking]

    package init(organisation: Organisation, bookings: [QuotaBooking]) {
        self.organisation = organisation
        self.bookings = bookings
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

/// One booking, whole.
package struct BookingFacts: Hashable, Sendable {
    package var id: BookingID
    package var instrument: InstrumentID
    package var channel: ChannelID
    package var organisation: OrganisationID
    package var account: AccountID
    package var period: Period
    package var setUp: Int
    package var cleanDown: Int
    package var state: BookingState
    package var service: ServiceID
    package var serviceCode: String
    package var party: Party
    package var purpose: Purpose
    package var project: String?
    package var access: AccessMode?
    package var quantity: Int
    package var price: Money
    /// What one unit cost when it was confirmed; a moved booking keeps it (rule O6).
    package var terms: PriceTerms
    package var policyVersion: Int

    package init(
        id: BookingID, instrument: InstrumentID, channel: ChannelID, organisation: OrganisationID, account: AccountID,
        period: Period, setUp: Int, cleanDown: Int, state: BookingState, service: ServiceID, serviceCode: String,
        party: Party, purpose: Purpose, project: String?, access: AccessMode?, quantity: Int, price: Money,
        terms: PriceTerms, policyVersion: Int
    ) {
        self.id = id
        self.instrument = instrument
        self.channel = channel
        self.organisation = organisation
        self.account = account
        self.period = period
        self.setUp = setUp
        self.cleanDown = cleanDown
        self.state = state
        self.service = service
        self.serviceCode = serviceCode
        self.party = party
        self.purpose = purpose
        self.project = project
        self.access = access
        self.quantity = quantity
        self.price = price
        self.terms = terms
        self.policyVersion = policyVersion
    }
}
