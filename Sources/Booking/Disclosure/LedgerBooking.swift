/// One booking in the ledger: what was booked, what was used, and what happened to it when.
package struct LedgerBooking: Hashable, Sendable {
    package var id: BookingID
    package var channel: ChannelID
    package var organisation: OrganisationID
    package var state: BookingState
    package var party: Party
    package var purpose: Purpose
    /// Whether a verified and unexpired small-firm status held when it was booked (rule O8).
    package var isSmallFirm: Bool
    package var service: String
    package var quantity: Int
    package var booked: Period
    /// As START and FINISH recorded it; nil where they did not.
    package var actualStart: Instant?
    package var actualEnd: Instant?
    package var price: Money
    package var requestedAt: Instant
    package var answer: Answer?
    package var ending: Ending?
    package var payments: [Payment]

    /// The yes or no to a request.
    package struct Answer: Hashable, Sendable {
        package var at: Instant
        /// Nil for a yes.
        package var refusal: String?
        /// Confirmed by the rules alone, with nobody to wait for.
        package var isAutomatic: Bool

        package init(at: Instant, refusal: String? = nil, isAutomatic: Bool = false) {
            self.at = at
            self.refusal = refusal
            self.isAutomatic = isAutomatic
        }
    }

    /// How a booking ended before its time.
    package struct Ending: Hashable, Sendable {
        package enum Kind: String, CaseIterable, Sendable {
            /// Taken back by the organisation that asked.
            case withdrawn
            /// Cancelled by the unit or an office.
            case unitCancelled = "unit-cancelled"
            /// Never answered.
            case expired
        }

        package var at: Instant
        package var kind: Kind

        package init(at: Instant, kind: Kind) {
            self.at = at
            self.kind = kind
        }
    }

    /// Money that went another way than the price.
    package struct Payment: Hashable, Sendable {
        package enum Kind: String, CaseIterable, Sendable { case refund, voucher }

        package var at: Instant
        package var kind: Kind
        package var amount: Money

        package init(at: Instant, kind: Kind, amount: Money) {
            self.at = at
            self.kind = kind
            self.amount = amount
        }
    }

    package init(
        id: BookingID, channel: ChannelID, organisation: OrganisationID, state: BookingState, party: Party,
        purpose: Purpose, isSmallFirm: Bool = false, service: String = "", quantity: Int = 1, booked: Period,
        actualStart: Instant? = nil, actualEnd: Instant? = nil, price: Money, requestedAt: Instant,
        answer: Answer? = nil, ending: Ending? = nil, payments: [Payment] = []
    ) {
        self.id = id
        self.channel = channel
        self.organisation = organisation
        self.state = state
        self.party = party
        self.purpose = purpose
        self.isSmallFirm = isSmallFirm
        self.service = service
        self.quantity = quantity
        self.booked = booked
        self.actualStart = actualStart
        self.actualEnd = actualEnd
        self.price = price
        self.requestedAt = requestedAt
        self.answer = answer
        self.ending = ending
        self.payments = payments
    }

    /// The time that counts as run: actual where it was recorded, else booked. Nil where nothing is left of it.
    package var used: UsedTime? {
        guard let period = Period(start: actualStart ?? booked.start, end: actualEnd ?? booked.end) else { return nil }
        return UsedTime(
            channel: channel, period: period, state: state, party: party, purpose: purpose, isSmallFirm: isSmallFirm)
    }
}

/// Something that the log tells of an outsider's booking, apart from the booking's own row.
package struct LedgerEvent: Hashable, Sendable {
    package enum What: Hashable, Sendable {
        /// - Parameter wasCounted: The booking's own row was counted as confirmed when it was made, and was not.
        case answer(LedgerBooking.Answer, wasCounted: Bool)
        case ending(LedgerBooking.Ending)
    }

    /// When the booking was asked for.
    package var requestedAt: Instant
    package var what: What

    package init(requestedAt: Instant, what: What) {
        self.requestedAt = requestedAt
        self.what = what
    }
}
