extension MonthLedger {
    /// The month's usage by instrument. Small-firm use, reply times, refunds and vouchers are blank or nought until
    /// their acts are recorded.
    package var usageTable: Table {
        Table(
            "usage", columns: Self.usageColumns, keys: 1,
            rows: listed.map { instrument in
                instrument.usageCells(of: month)
            })
    }

    static let usageColumns = [
        "instrument", "channels", "capacity-min", "run-external-min", "of-which-sme-min", "run-external-excluded-min",
        "run-related-min", "run-internal-min", "maintenance-min", "down-min", "open-idle-min", "closed-min",
        "run-total-min", "sharing-rate", "requests", "accepted", "refused", "withdrawn", "expired",
        "refused-by-reason", "reply-median-min", "reply-p90-min", "unit-cancelled", "no-show", "external-users",
        "sme-users", "billed-external", "refunds", "voucher",
    ]
}

extension LedgerInstrument {
    /// The minutes of this instrument's month.
    package func usage(of month: Month) -> UsageMinutes {
        Booking.usage(
            of: month, calendar: calendar, hours: record.openHours, channels: channels, closures: closures,
            used: bookings.map(\.time))
    }

    fileprivate func usageCells(of month: Month) -> [String] {
        let minutes = usage(of: month)
        let whole = calendar.period(of: month)
        let outside = bookings.filter { $0.time.party == .outside && $0.time.counts && $0.time.period.overlaps(whole) }
        // A booking over the month's end is billed once, in the month in which it starts.
        let billed = outside.filter { whole.contains($0.time.period.start) }.reduce(Money(fen: 0)) { $0 + $1.price }
        let missed = bookings.filter { $0.time.state == .noShow && whole.contains($0.time.period.start) }.count
        let reasons = counts.refusedByReason.filter { $0.value > 0 }.sorted {
            $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
        }
        let numbers = [
            channels.count, minutes.capacity, minutes.external, 0, minutes.excluded, minutes.related, minutes.own,
            minutes.maintenance, minutes.down, minutes.openIdle, minutes.closed, minutes.run,
        ]
        return [path.description] + numbers.map(String.init) + [
            minutes.sharingRate.map { "\($0 / 10_000).\(padded($0 % 10_000, 4))" } ?? "",
            "\(counts.requests)", "\(counts.accepted)", "\(counts.refused)", "\(counts.withdrawn)",
            "\(counts.expired)", reasons.map { "\($0.key):\($0.value)" }.joined(separator: ";"), "", "",
            "\(counts.unitCancelled)", "\(missed)", suppressed(Set(outside.map(\.organisation)).count), "",
            billed.description, "0.00", "0.00",
        ]
    }
}
