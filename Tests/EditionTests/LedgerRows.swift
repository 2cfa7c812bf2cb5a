import Booking
import Inventory

/// A ledger's rows as one line of JSON for the independent count: what was recorded, and nothing of what was made of it.
struct LedgerRows {
    /// The roll-up that the month belongs to.
    let year: String

    func line(_ ledger: MonthLedger) -> String {
        let rules = ["D2", "D3", "D6", "O7", "O10", "O11"].compactMap { RuleBook.rule(RuleID(rawValue: $0)) }
        return object([
            ("month", text(ledger.month.description)), ("zone", text(ledger.calendar.name)), ("year", text(year)),
            ("moment", "\(ledger.moment.seconds)"),
            ("units", list(ledger.units.map { list([text($0.code), text($0.park)]) })),
            ("titles", object(rules.map { ($0.id.rawValue, list([text($0.title.zh), text($0.title.en)])) })),
            ("recorded", list(ledger.findings.map(finding))),
            ("instruments", list(ledger.instruments.map { instrument($0, $0.policy ?? ledger.policy) })),
        ]) + "\n"
    }

    private func instrument(_ i: LedgerInstrument, _ policy: Policy) -> String {
        let (state, since): (String, Instant?) =
            switch i.disclosure {
            case .undisclosed: ("undisclosed", nil)
            case .disclosed(let since): ("disclosed", since)
            case .withdrawn: ("withdrawn", nil)
            case .exempt: ("exempt", nil)
            }
        let earlier = i.earlier.map {
            list(["\($0.until.seconds)", $0.hours.map(week) ?? "null", "\($0.channels)"])
        }
        return object([
            ("path", text(i.path.description)), ("number", text(i.path.number)), ("unit", text(i.unit)),
            ("park", text(i.park)), ("disclosure", text(state)), ("since", instant(since)),
            ("dates", i.dates.map { list([instant($0.first), instant($0.confirmed)]) } ?? "null"),
            ("confirmations", list(i.confirmations.map { list([instant($0.before), instant($0.at)]) })),
            ("opened", object(i.opened.map { ($0.key.rawValue, "\($0.value.seconds)") })),
            ("policy", numbers(policy)), ("record", record(i.record)),
            ("channels", list(i.channels.map(\.description))),
            ("earlier", list(earlier)), ("left", i.channelsLeft.map(String.init) ?? "null"),
            ("closures", list(i.closures.map(closure))), ("bookings", list(i.bookings.map(booking))),
        ])
    }

    /// The modes and numbers of the rules of disclosure.
    private func numbers(_ policy: Policy) -> String {
        object(
            ["D1", "D2", "D3", "D6", "O7", "O10", "O11"].compactMap { id in
                guard let rule = RuleBook.rule(RuleID(rawValue: id)), let setting = policy[rule.id] else { return nil }
                let values = rule.settings.map { ($0.key, text(setting[$0].description)) }
                return (id, object([("mode", text(setting.mode.rawValue))] + values))
            })
    }

    private func record(_ r: InventoryRecord) -> String {
        object([
            ("number", text(r.number)), ("name", text(r.name)), ("model", text(r.model)), ("maker", text(r.maker)),
            ("class-scheme", text(r.classScheme)), ("class-code", text(r.classCode)),
            ("original-value", r.originalValue.map { "\($0.fen)" } ?? "null"),
            ("public-share", r.publicShare.map { "\($0.basisPoints)" } ?? "null"), ("funding", text(r.funding)),
            ("commitment", text(r.commitment)), ("acceptance-date", text(r.acceptanceDate?.description)),
            ("location", text(r.location)), ("function", text(r.function)),
            ("services", list(r.services.map { list([text($0.code), text($0.content), "\($0.price.fen)"]) })),
            ("access", list(r.access.map { text($0.rawValue) })), ("open-hours", r.openHours.map(week) ?? "null"),
            ("contact", text(r.contact)), ("complaints", text(r.complaints)), ("status", text(r.status.rawValue)),
            ("price-basis", text(r.priceBasis)), ("no-assistance", text(r.noAssistance)),
        ])
    }

    private func closure(_ c: Closure) -> String {
        object([
            ("channel", c.channel.map(\.description) ?? "null"), ("start", instant(c.period.start)),
            ("end", instant(c.period.end)), ("reason", text(c.reason)), ("announced", instant(c.announcedAt)),
        ])
    }

    private func booking(_ b: LedgerBooking) -> String {
        let answer = b.answer.map {
            object([("at", instant($0.at)), ("refusal", text($0.refusal)), ("automatic", "\($0.isAutomatic)")])
        }
        let ending = b.ending.map { object([("at", instant($0.at)), ("kind", text($0.kind.rawValue))]) }
        let payments = b.payments.map {
            object([("at", instant($0.at)), ("kind", text($0.kind.rawValue)), ("fen", "\($0.amount.fen)")])
        }
        return object([
            ("channel", b.channel.description), ("organisation", b.organisation.description),
            ("state", text(b.state.rawValue)), ("party", text(b.party.rawValue)), ("purpose", text(b.purpose.rawValue)),
            ("sme", "\(b.isSmallFirm)"), ("start", instant(b.booked.start)), ("end", instant(b.booked.end)),
            ("actual-start", instant(b.actualStart)), ("actual-end", instant(b.actualEnd)), ("price", "\(b.price.fen)"),
            ("requested", instant(b.requestedAt)), ("answer", answer ?? "null"), ("ending", ending ?? "null"),
            ("payments", list(payments)),
        ])
    }

    private func finding(_ f: LedgerFinding) -> String {
        object([
            ("rule", text(f.rule.rawValue)), ("unit", text(f.unit)), ("park", text(f.park)),
            ("instrument", text(f.instrument)), ("since", instant(f.since)), ("mended", instant(f.mended)),
        ])
    }

    private func week(_ hours: WeeklyHours) -> String {
        list(hours.days.map { list($0.map { "[\($0.from),\($0.to)]" }) })
    }

    private func instant(_ instant: Instant?) -> String { instant.map { "\($0.seconds)" } ?? "null" }
    private func text(_ text: String?) -> String { text.map { JSONText.quoted($0) } ?? "null" }
    private func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
    private func object(_ members: [(String, String)]) -> String {
        "{" + members.map { "\(text($0.0)):\($0.1)" }.joined(separator: ",") + "}"
    }
}
