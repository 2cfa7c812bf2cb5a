/// A publication by which a unit stood by its disclosure again.
package struct LedgerConfirmation: Hashable, Sendable {
    /// When it had last done so before.
    package let before: Instant
    package let at: Instant

    package init(before: Instant, at: Instant) {
        self.before = before
        self.at = at
    }
}

extension LedgerInstrument {
    /// The times in which the disclosure was stale (rule D6) until it was confirmed.
    func stale(_ policy: Policy) -> [LedgerFinding] {
        let setting = policy[known: D6.rule]
        guard setting.mode != .off else { return [] }
        return confirmations.compactMap { confirmation in
            let since = D6.stale(after: confirmation.before, setting, calendar)
            guard since <= confirmation.at else { return nil }
            let age = calendar.day(containing: confirmation.at) - calendar.day(containing: confirmation.before)
            return LedgerFinding(
                rule: D6.rule.id, unit: unit, park: park, instrument: path.number, since: since,
                mended: confirmation.at,
                limit: Amount.days(setting.number(D6.within)).text(calendar), found: Amount.days(age).text(calendar))
        }
    }
}
