/// How a wish that does not say it is meant, and what goes with samples.
extension Reservation {
    /// Who operates: one's own hands where a qualification for the whole period allows it, else help, the way that asks
    /// nothing of the user first. Nil where the instrument publishes no way.
    func meantAccess(_ register: InstrumentRegister, account: AccountID?) -> AccessMode? {
        if let access { return access }
        let offered = register.record.access
        if offered.count < 2 { return offered.first }
        if offered.contains(.selfOperated), let account, register.people.qualified[account]?.covers(period) == true {
            return .selfOperated
        }
        return [.assisted, .remote, .sample, .selfOperated].first { offered.contains($0) }
    }

    /// The same wish at another time. What is promised so long after the end stays so long after it.
    package func moved(to other: Period) -> Reservation {
        var wish = self
        wish.due = due.map { other.end + ($0 - period.end) }
        wish.period = other
        return wish
    }

    /// Results of samples are due when the booked time ends, or later if that was agreed.
    func checkDue(_ access: AccessMode?) throws(Refusal) {
        guard let due else { return }
        guard access == .sample else {
            throw .invalid(
                field: "due",
                Bilingual(
                    zh: "只有送样（access=sample）才有交付期限。", en: "Only samples, access=sample, have a due date."))
        }
        guard due >= period.end, due.isWholeMinute else {
            throw .invalid(
                field: "due",
                Bilingual(
                    zh: "交付期限须为整分钟，且不早于所约时段的结束。",
                    en: "Results are due on a whole minute, at the end of the booked time or later."))
        }
    }
}
