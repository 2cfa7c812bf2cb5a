extension MonthLedger {
    /// The month's usage by instrument.
    package var usageTable: Table {
        Table(
            "usage", columns: Self.usageColumns, keys: 1,
            rows: listed.map { instrument in
                [instrument.path.description] + instrument.figures(of: month).cells(channels: instrument.channels.count)
            })
    }

    package static let usageColumns = ["instrument"] + figureColumns

    /// The columns of ``UsageFigures/cells(channels:)``.
    package static let figureColumns = [
        "channels", "capacity-min", "run-external-min", "of-which-sme-min", "run-external-excluded-min",
        "run-related-min", "run-internal-min", "maintenance-min", "down-min", "open-idle-min", "closed-min",
        "run-total-min", "sharing-rate", "requests", "accepted", "refused", "withdrawn", "expired",
        "refused-by-reason", "reply-median-min", "reply-p90-min", "unit-cancelled", "no-show", "external-users",
        "sme-users", "billed-external", "refunds", "voucher",
    ]
}

extension UsageFigures {
    package func cells(channels: Int) -> [String] {
        let m = minutes
        let spent = [
            channels, m.capacity, m.external, m.smallFirm, m.excluded, m.related, m.own, m.maintenance, m.down,
            m.openIdle, m.closed, m.run,
        ]
        let asked = [requests, accepted, refused, withdrawn, expired]
        return spent.map(String.init) + [Ratio(m.external, of: m.run).description] + asked.map(String.init) + [
            ReasonCounts.text(refusedByReason), reply(percent: 50).map(String.init) ?? "",
            reply(percent: 90).map(String.init) ?? "", "\(unitCancelled)", "\(noShow)", suppressed(users.count),
            suppressed(smallFirmUsers.count), billed.description, refunds.description, voucher.description,
        ]
    }

    /// Reads what ``cells(channels:)`` printed, all but the collections; nil where the cells are not of that form.
    package init?(cells: [String]) {
        guard cells.count == MonthLedger.figureColumns.count else { return nil }
        func number(_ column: String) -> Int? {
            MonthLedger.figureColumns.firstIndex(of: column).flatMap { Int(cells[$0]) }
        }
        func money(_ column: String) -> Money? {
            MonthLedger.figureColumns.firstIndex(of: column).flatMap { Money(printed: cells[$0]) }
        }
        self.init()
        for (column, path) in UsageMinutes.classes {
            guard let value = number(column) else { return nil }
            minutes[keyPath: path] = value
        }
        guard let small = number("of-which-sme-min"), let requests = number("requests"),
            let accepted = number("accepted"), let refused = number("refused"), let withdrawn = number("withdrawn"),
            let expired = number("expired"), let cancelled = number("unit-cancelled"), let missed = number("no-show"),
            let billed = money("billed-external"), let refunds = money("refunds"), let voucher = money("voucher"),
            let reasons = ReasonCounts.read(cells[MonthLedger.figureColumns.firstIndex(of: "refused-by-reason")!])
        else { return nil }
        minutes.smallFirm = small
        self.requests = requests
        self.accepted = accepted
        self.refused = refused
        self.withdrawn = withdrawn
        self.expired = expired
        refusedByReason = reasons
        unitCancelled = cancelled
        noShow = missed
        self.billed = billed
        self.refunds = refunds
        self.voucher = voucher
    }
}

/// `full:2;unsafe:1`, in the order of the reasons' bytes.
package enum ReasonCounts {
    package static func text(_ counts: [String: Int]) -> String {
        counts.filter { $0.value > 0 }.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { "\($0.key):\($0.value)" }.joined(separator: ";")
    }

    package static func read(_ text: String) -> [String: Int]? {
        var counts: [String: Int] = [:]
        for pair in text.split(separator: ";") {
            guard let colon = pair.lastIndex(of: ":"), let count = Int(pair[pair.index(after: colon)...]) else {
                return nil
            }
            counts[String(pair[..<colon])] = count
        }
        return counts
    }
}

extension Money {
    /// Reads `350.00`; nil for any other form.
    package init?(printed text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 2, let yuan = Int64(parts[0]), let cents = Int64(parts[1]),
            cents >= 0, yuan.magnitude < 1 << 53
        else { return nil }
        self.init(fen: parts[0].hasPrefix("-") ? yuan * 100 - cents : yuan * 100 + cents)
    }
}
