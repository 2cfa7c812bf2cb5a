/// What a newly published list of services does to the tariff of one service (rule O6).
package struct TariffRevision: Hashable, Sendable {
    package enum Change: String, Sendable {
        case same, added, reworded, fell, rose, dropped
    }

    /// The service's code.
    package let code: String
    package let change: Change
    /// The new revision to store; nil where nothing new is to be stored (`same`, `dropped`).
    package let tariff: Offered?
    /// Whether a revision that is published and not yet in force is taken back.
    package let replacesPending: Bool

    package struct Offered: Hashable, Sendable {
        package let offer: ServiceOffer
        package let effectiveFrom: Instant
    }
}

/// Compares the published services with the tariffs so far, one result for each code, sorted by code.
///
/// A fall, and a change of words, takes effect at once. A rise takes effect on the day after the last of the working
/// days of notice that follow the day of publication, at local midnight; so does another unit of charge, since nobody
/// can say that it is no rise. A service that comes back counts as a rise if it was cheaper when it was last offered.
/// Prices are compared with the one in force; a pending rise is replaced by whatever is published later.
package func reviseTariffs(
    _ tariffs: [String: [Tariff]], publishing services: [ServiceOffer], calendar: ZoneCalendar, policy: Policy,
    workingDays: WorkingDays, at now: Instant
) -> [TariffRevision] {
    let setting = policy[known: O6.rule]
    let notice = setting.mode == .off ? 0 : setting.number(O6.notice)
    let later =
        notice == 0
        ? now : calendar.startOfDay(workingDays.day(notice, after: calendar.day(containing: now)) + 1)
    let offers = Dictionary(services.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
    return Set(tariffs.keys).union(offers.keys).sorted().compactMap { code in
        let history = tariffs[code] ?? []
        return revise(code, history, offers[code], later, now)
    }
}

private func revise(
    _ code: String, _ history: [Tariff], _ offer: ServiceOffer?, _ later: Instant, _ now: Instant
) -> TariffRevision? {
    // A revision that was taken back before its first day was never charged.
    let history = history.filter { $0.withdrawnAt.map { [from = $0.effectiveFrom] in from < $0 } ?? true }
    let offered = history.filter { $0.withdrawnAt == nil }
    let pending = offered.last { $0.effectiveFrom > now }
    guard let offer else {
        return offered.isEmpty
            ? nil : TariffRevision(code: code, change: .dropped, tariff: nil, replacesPending: pending != nil)
    }
    if let pending, pending.offer == offer {
        return TariffRevision(code: code, change: .same, tariff: nil, replacesPending: false)
    }
    let current = offered.last { $0.effectiveFrom <= now }
    if let current, current.offer == offer {
        return TariffRevision(code: code, change: .same, tariff: nil, replacesPending: pending != nil)
    }
    func revision(_ change: TariffRevision.Change, from: Instant) -> TariffRevision {
        TariffRevision(
            code: code, change: change, tariff: .init(offer: offer, effectiveFrom: from),
            replacesPending: pending != nil)
    }
    // What was last charged, also if it was dropped since: dropping a service must not be a way round the notice.
    let last = current ?? history.last { $0.effectiveFrom <= now }
    guard let last else { return revision(.added, from: now) }
    if last.offer.unitOfCharge != offer.unitOfCharge || last.offer.price < offer.price {
        return revision(.rose, from: later)
    }
    if current == nil { return revision(.added, from: now) }
    return revision(last.offer.price == offer.price ? .reworded : .fell, from: now)
}
