/// What a rule finds, in numbers only: text is made when somebody wants to read it.
package struct Finding: Sendable {
    package enum Outcome: Sendable {
        /// The rule has nothing to say to this act.
        case inapplicable
        case passed, failed
    }

    package var outcome: Outcome
    package var limit: Amount
    package var used: Amount
    package var asked: Amount
    /// Where the numbers were counted, as the week of a quota.
    package var place: Period?
    /// Which of the rule's sentences fits; each rule numbers its own.
    package var variant: Int
    /// For a failure: what a later start could do about it.
    package var outlook: Outlook

    init(
        _ outcome: Outcome, limit: Amount = .none, used: Amount = .none, asked: Amount = .none, place: Period? = nil,
        variant: Int = 0, outlook: Outlook = .open
    ) {
        self.outcome = outcome
        self.limit = limit
        self.used = used
        self.asked = asked
        self.place = place
        self.variant = variant
        self.outlook = outlook
    }

    static let inapplicable = Finding(.inapplicable)
    static let passed = Finding(.passed)
    static let failed = Finding(.failed)
}

/// Whether the same wish could pass a rule at a later start; the search for another time skips what cannot.
package enum Outlook: Hashable, Sendable {
    /// Any later start may pass.
    case open
    /// No start before this moment passes.
    case from(Instant)
    /// No later start passes.
    case never
}

/// A number with its unit, not yet text.
package enum Amount: Hashable, Sendable {
    case none
    /// Minutes, printed in hours and minutes whatever the length.
    case hours(Int)
    case span(Span)
    case days(Int)
    case workingDays(Int)
    case count(Int)
    case percent(Int)
    case money(Money)
    case instant(Instant)
    case period(Period)

    func text(_ calendar: ZoneCalendar) -> String {
        switch self {
        case .none: ""
        case .hours(let minutes): TimeText.hours(minutes)
        case .span(let span): TimeText.format(span)
        case .days(let days): "\(days)d"
        case .workingDays(let days): "\(days)wd"
        case .count(let count): "\(count)"
        case .percent(let percent): "\(percent)%"
        case .money(let money): money.description
        case .instant(let instant): TimeText.format(instant, in: calendar)
        case .period(let period):
            "\(TimeText.format(period.start, in: calendar))/\(TimeText.format(period.end, in: calendar))"
        }
    }
}
