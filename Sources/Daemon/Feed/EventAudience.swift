internal import Booking
internal import Registry
internal import Wire

/// Who watches and what for: makes of each row of the log the line that this one may see, or none.
///
/// One's own bookings, wishes and needs are told in full, and so are those on the instruments that one's unit or office has. Of others'
/// bookings only the time is told that they take and free, and only to those who watch the instrument.
struct EventAudience: Sendable {
    let requester: Requester
    let instrument: InstrumentID?
    let booking: BookingID?
    let calendar: ZoneCalendar

    /// Whether a page may have a line for this one; quick, and never wrong about one that has.
    func mayCare(for page: EventPage) -> Bool {
        if let instrument { return page.instruments.contains(instrument) }
        // A zone's office sees all; whoever else sees a row is its organisation, its unit, or the park of either.
        return !page.events.isEmpty
            && (requester.role == .zone || page.organisations.contains(requester.organisation))
    }

    func write(_ event: WatchedEvent, to bytes: inout [UInt8]) {
        if let booking, event.booking != booking { return }
        if let instrument, event.instrument?.id != instrument { return }
        if isOurs(event) {
            ours(event, &bytes)
        } else if instrument != nil, event.instrument?.isPublic == true {
            everybodys(event, &bytes)
        }
    }

    private func isOurs(_ event: WatchedEvent) -> Bool {
        event.organisation.map { Authority.governs(requester, organisation: $0, park: event.organisationPark) } == true
            || governsInstrument(event)
    }

    private func governsInstrument(_ event: WatchedEvent) -> Bool {
        event.instrument.map { Authority.governs(requester, organisation: $0.unit, park: $0.park) } == true
    }

    private func ours(_ event: WatchedEvent, _ bytes: inout [UInt8]) {
        // What is about no booking, no wish and no instrument is not for watching: accounts, tokens, firms.
        guard event.organisation != nil || event.instrument != nil else { return }
        line(event, event.act, &bytes) {
            if event.booking != nil {
                $0.add("booking", event.subject)
            } else if event.organisation != nil {
                $0.add(event.subject.hasPrefix("w") ? "wait" : "need", event.subject)
            }
            $0.add("instrument", event.instrument?.path)
            $0.add("state", event.after.state?.rawValue)
            if let period = event.after.period { $0.add(period, in: calendar) }
            if let old = event.before.period, old != event.after.period, event.booking != nil { was(old, &$0) }
            if let due = event.respondBy, event.after.state == .requested { $0.add("respond-by", due, in: calendar) }
            $0.add("account", account(event))
        }
    }

    private func everybodys(_ event: WatchedEvent, _ bytes: inout [UInt8]) {
        guard event.booking != nil else {
            // An exemption is the office's own matter.
            guard event.organisation == nil, event.act != "exempt" else { return }
            return line(event, event.act, &bytes) {
                $0.add("instrument", event.instrument?.path)
                if let period = event.after.period { $0.add(period, in: calendar) }
            }
        }
        let (before, after) = (event.before.held, event.after.held)
        guard before != after, let shown = after ?? before else { return }
        line(event, before == nil ? "taken" : after == nil ? "freed" : "moved", &bytes) {
            $0.add("instrument", event.instrument?.path)
            $0.add(shown, in: calendar)
            if let before, after != nil { was(before, &$0) }
        }
    }

    /// Who did it. Of people of other organisations only the organisation is named, except to offices and to the unit
    /// that has the instrument, who know them by SCHEDULE.
    private func account(_ event: WatchedEvent) -> String {
        guard let slash = event.account.firstIndex(of: "/") else { return event.account }
        let organisation = event.account[..<slash]
        switch requester.role {
        case .zone, .park: return event.account
        case .lab where governsInstrument(event): return event.account
        case .lab, .firm:
            return requester.name.hasPrefix(event.account[...slash]) ? event.account : String(organisation)
        }
    }

    private func line(
        _ event: WatchedEvent, _ word: String, _ bytes: inout [UInt8], _ more: (inout FieldWriter) -> Void
    ) {
        EventLine.write("event", to: &bytes) {
            $0.add("seq", event.sequence)
            $0.add("at", event.at, in: calendar)
            $0.add("event", word)
            more(&$0)
        }
    }

    private func was(_ old: Period, _ line: inout FieldWriter) {
        line.add("was-start", old.start, in: calendar)
        line.add("was-end", old.end, in: calendar)
    }
}

extension WatchedEvent.Standing {
    /// The time that it holds; nil where it holds none.
    fileprivate var held: Period? { state?.isLive == true ? period : nil }
}
