/// All that a month's edition is made from. Plain values: whoever loads them knows SQL, whoever reads them does not.
package struct MonthLedger: Sendable {
    package var month: Month
    /// The zone's; months are cut by it.
    package var calendar: ZoneCalendar
    /// The policy that the month's register is judged by.
    package var policy: Policy
    package var workingDays: WorkingDays
    package var parks: [LedgerPark]
    package var units: [LedgerUnit]
    package var instruments: [LedgerInstrument]
    /// Breaches that were recorded when they happened; those of the register are found by judging it.
    package var findings: [LedgerFinding]
    /// When the register was as it is here; nil: at the month's end.
    package var asOf: Instant?
    /// Posted needs that were open in the month.
    package var needs: [LedgerNeed]

    package init(
        month: Month, calendar: ZoneCalendar, policy: Policy, workingDays: WorkingDays,
        parks: [LedgerPark] = [], units: [LedgerUnit] = [], instruments: [LedgerInstrument],
        findings: [LedgerFinding] = [], needs: [LedgerNeed] = [], asOf: Instant? = nil
    ) {
        self.month = month
        self.calendar = calendar
        self.policy = policy
        self.workingDays = workingDays
        self.parks = parks
        self.units = units
        self.instruments = instruments
        self.findings = findings
        self.needs = needs
        self.asOf = asOf
    }

    /// From the month's first midnight to the next month's.
    package var period: Period { calendar.period(of: month) }

    /// The second at which the register is judged: the month's last, or an earlier one where it is not over.
    package var moment: Instant {
        let last = period.end - Span(seconds: 1)
        return min(asOf ?? last, last)
    }
}

package struct LedgerPark: Hashable, Sendable {
    package let code: String
    package let name: String
    package let nameEn: String?

    package init(code: String, name: String, nameEn: String? = nil) {
        self.code = code
        self.name = name
        self.nameEn = nameEn
    }
}

package struct LedgerUnit: Hashable, Sendable {
    package let code: String
    package let name: String
    package let nameEn: String?
    /// The park's code.
    package let park: String

    package init(code: String, name: String, nameEn: String? = nil, park: String) {
        self.code = code
        self.name = name
        self.nameEn = nameEn
        self.park = park
    }
}

/// One instrument's month.
package struct LedgerInstrument: Sendable {
    package var path: InstrumentPath
    /// Codes of unit and park.
    package var unit: String
    package var park: String
    /// As it stood at the month's end.
    package var record: InventoryRecord
    package var disclosure: DisclosureState
    package var calendar: ZoneCalendar
    package var channels: [ChannelID]
    /// How it stood for a part of the month, in order: each until its moment.
    package var earlier: [EarlierStanding]
    /// How many of the channels there still are at the month's end, the first ones; nil: all.
    package var channelsLeft: Int?
    /// Tariffs in force or coming, by service code, oldest first.
    package var tariffs: [String: [Tariff]]
    /// The closures that touch the month.
    package var closures: [Closure]
    /// In force for it at the month's end, where it is not the zone's: that of its park, its unit, or its own.
    package var policy: Policy?
    /// Nil where nobody asked for them.
    package var dates: DisclosureDates?
    /// The publications of the month that confirmed a disclosure, in order.
    package var confirmations: [LedgerConfirmation] = []
    /// Since when a rule has been found broken by the instrument's publications.
    package var opened: [RuleID: Instant] = [:]
    /// The bookings of any state whose time touches the month, or to which something happened in it.
    package var bookings: [LedgerBooking]
    /// The month's figures where bookings were counted as they came, and none are kept; see ``settle(_:)``.
    package private(set) var settled: UsageFigures?

    package init(
        path: InstrumentPath, unit: String, park: String, record: InventoryRecord, disclosure: DisclosureState,
        calendar: ZoneCalendar, channels: [ChannelID], tariffs: [String: [Tariff]], closures: [Closure],
        bookings: [LedgerBooking], earlier: [EarlierStanding] = [], channelsLeft: Int? = nil,
        dates: DisclosureDates? = nil, policy: Policy? = nil
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
        self.earlier = earlier
        self.channelsLeft = channelsLeft
        self.dates = dates
        self.policy = policy
    }

    /// Takes the figures of bookings that were counted as they came, so that a zone's month needs the memory of its
    /// figures only.
    package mutating func settle(_ tally: MonthTally) {
        settled = tally.figures(of: self)
        bookings = []
    }
}
