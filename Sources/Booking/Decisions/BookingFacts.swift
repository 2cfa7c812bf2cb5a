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
    /// Whether it was confirmed as a verified small firm's (rule O8).
    package var smallFirm: Bool
    /// The person who assists (rule B10).
    package var operatorID: OperatorID?
    /// The first booking of the act that made this one among several (rule B11); nil for one by itself.
    package var group: BookingID?
    /// Reference of the contract (rule B13).
    package var contract: String?
    /// When results are promised, for samples that are handed in.
    package var due: Instant?
    /// The wish that the time is held for, as long as it is only offered to it.
    package var offer: WishID?
    /// How it went on.
    package var life: BookingLife

    package init(
        id: BookingID, instrument: InstrumentID, channel: ChannelID, organisation: OrganisationID, account: AccountID,
        period: Period, setUp: Int, cleanDown: Int, state: BookingState, service: ServiceID, serviceCode: String,
        party: Party, purpose: Purpose, project: String?, access: AccessMode?, quantity: Int, price: Money,
        terms: PriceTerms, policyVersion: Int, smallFirm: Bool = false, operatorID: OperatorID? = nil,
        group: BookingID? = nil, contract: String? = nil, due: Instant? = nil, offer: WishID? = nil,
        life: BookingLife = BookingLife()
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
        self.smallFirm = smallFirm
        self.operatorID = operatorID
        self.group = group
        self.contract = contract
        self.due = due
        self.offer = offer
        self.life = life
    }
}

/// The moments and reasons of a booking's life; what has not come is nil.
package struct BookingLife: Hashable, Sendable {
    package var askedAt: Instant?
    /// By when the unit, or after it the park, has to answer a request (rule O3).
    package var respondBy: Instant?
    /// When the question went to the park.
    package var escalatedAt: Instant?
    package var answeredAt: Instant?
    /// Actual use.
    package var startedAt: Instant?
    package var finishedAt: Instant?
    /// Until when the overtime of the use before it, with its clean-down, keeps it from beginning.
    package var delayedUntil: Instant?
    /// Cancelled without the notice of rule B14.
    package var late: Bool
    /// The coded reason of a decline, a cancellation or a bump.
    package var reason: String?

    package init(
        askedAt: Instant? = nil, respondBy: Instant? = nil, escalatedAt: Instant? = nil, answeredAt: Instant? = nil,
        startedAt: Instant? = nil, finishedAt: Instant? = nil, delayedUntil: Instant? = nil, late: Bool = false,
        reason: String? = nil
    ) {
        self.askedAt = askedAt
        self.respondBy = respondBy
        self.escalatedAt = escalatedAt
        self.answeredAt = answeredAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.delayedUntil = delayedUntil
        self.late = late
        self.reason = reason
    }
}
