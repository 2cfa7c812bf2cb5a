/// All that the draft of a month is made from. Plain values: whoever loads them knows SQL, whoever reads them does not.
package struct MonthLedger: Sendable {
    package var month: Month
    package var instruments: [LedgerInstrument]

    package init(month: Month, instruments: [LedgerInstrument]) {
        self.month = month
        self.instruments = instruments
    }
}

/// One instrument's month.
package struct LedgerInstrument: Sendable {
    package var path: InstrumentPath
    /// Codes of unit and park.
    package var unit: String
    package var park: String
    package var record: InventoryRecord
    package var disclosure: DisclosureState
    package var calendar: ZoneCalendar
    package var channels: [ChannelID]
    /// Tariffs in force or coming, by service code, oldest first.
    package var tariffs: [String: [Tariff]]
    /// The closures that touch the month.
    package var closures: [Closure]
    /// The bookings of any state that touch the month, and what they come to.
    package var bookings: [LedgerBooking]
    package var counts: LedgerCounts

    package init(
        path: InstrumentPath, unit: String, park: String, record: InventoryRecord, disclosure: DisclosureState,
        calendar: ZoneCalendar, channels: [ChannelID], tariffs: [String: [Tariff]], closures: [Closure],
        bookings: [LedgerBooking], counts: LedgerCounts
    ) {
        self.path = path
        self.unit = unit
        self.park = park
        self.record = record
        self.disclosure = disclosure
        self.calendar = calendar
        self.channels = channels
        self.tariffs = tariffs
        self.closures = closures
        self.bookings = bookings
        self.counts = counts
    }
}

/// One booking in the ledger.
package struct LedgerBooking: Sendable {
    package var time: UsedTime
    package var organisation: OrganisationID
    package var price: Money

    package init(time: UsedTime, organisation: OrganisationID, price: Money) {
        self.time = time
        self.organisation = organisation
        self.price = price
    }
}

/// What was asked of an instrument in the month, counted by the moment of asking in its zone.
package struct LedgerCounts: Hashable, Sendable {
    /// Reservations asked for, accepted or not.
    package var requests: Int
    package var accepted: Int
    package var refused: Int
    /// Cancelled by the organisation that booked.
    package var withdrawn: Int
    /// Requests that lapsed.
    package var expired: Int
    /// Refusals by rule id or reason.
    package var refusedByReason: [String: Int]
    /// Confirmed bookings of outsiders that the unit cancelled.
    package var unitCancelled: Int

    package init(
        requests: Int = 0, accepted: Int = 0, refused: Int = 0, withdrawn: Int = 0, expired: Int = 0,
        refusedByReason: [String: Int] = [:], unitCancelled: Int = 0
    ) {
        self.requests = requests
        self.accepted = accepted
        self.refused = refused
        self.withdrawn = withdrawn
        self.expired = expired
        self.refusedByReason = refusedByReason
        self.unitCancelled = unitCancelled
    }
}
