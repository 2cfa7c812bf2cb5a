import Booking
import Registry
import Wire

// FIND and SHOW.
extension CommandRouter {
    /// Candidates looked at in one go when free time has to be computed.
    private static let page = 200

    func find(_ call: Call) async throws -> Reply {
        let request = call.request
        var search = InstrumentSearch()
        search.words = SearchWords.of(request["text"] ?? "")
        search.park = request["park"]
        search.unit = request["unit"]
        search.category = request["category"]
        search.access = request["access"].flatMap(AccessMode.init(rawValue:))
        search.maxPrice = request["max-price"].flatMap { Money(wire: $0) }
        search.after = try request["after"].map { text throws(WireError) in
            guard let path = InstrumentPath(text) else {
                throw .invalid(
                    "after", zh: "after 是上一页给出的 单位/编号。", en: "after is the unit/number that the last page gave.")
            }
            return path
        }
        let limit = request.limit(50)
        let window = try request.window(in: calendar, days: 62)
        let length = try request.span("for")
        var reply = Reply()
        var count = 0
        var last: InstrumentPath?
        var more = false
        search: while true {
            let size = window == nil ? limit + 1 : Self.page
            let views = try await reader.find(search, limit: size)
            var facts: [InstrumentID: InstrumentFacts]?
            if let window { facts = try await reader.facts(of: views.map(\.entry), in: window) }
            for view in views {
                let register = view.entry.register
                var free: Instant?
                if let window, let facts {
                    let grid = register.policy.grid
                    guard let from = register.bookableFrom,
                        let rest = Period(start: max(window.start, earliest(register.policy), from), end: window.end),
                        let start = facts[register.id]?.nextFreeStart(length ?? .minutes(grid), in: rest, grid: grid)
                    else { continue }
                    free = start
                }
                if count == limit {
                    more = true
                    break search
                }
                count += 1
                last = register.path
                line(&reply, view, free: free)
            }
            guard views.count == size else { break }
            search.after = views.last?.entry.register.path
        }
        reply.ok {
            $0.add("count", count)
            if more { $0.add("after", last?.description) }
        }
        return reply
    }

    private func line(_ reply: inout Reply, _ view: InstrumentView, free: Instant?) {
        let register = view.entry.register
        let now = clock.now()
        let cheapest = register.tariffs.keys.compactMap { register.tariff(of: $0, at: now)?.offer }
            .min { ($0.price, $0.code) < ($1.price, $1.code) }
        reply.record("instrument", register.path.description) {
            $0.add("name", register.record.name)
            $0.add("name-en", register.record.nameEn)
            $0.add("park", view.park)
            $0.add("price", cheapest?.price.description)
            $0.add("unit-of-charge", cheapest?.unitOfCharge.rawValue)
            if let free { $0.add("free", free, in: calendar) }
            if register.stale(at: now) != nil { $0.add("stale", true) }
        }
    }

    func show(_ call: Call) async throws -> Reply {
        let entry = try await visible(call)
        let register = entry.register
        let record = register.record
        let now = clock.now()
        var reply = Reply()
        reply.record("instrument", register.path.description) { line in
            let cells: [(String, String?)] = [
                ("name", record.name), ("name-en", record.nameEn), ("model", record.model), ("maker", record.maker),
                ("origin", record.origin), ("class-scheme", record.classScheme), ("class-code", record.classCode),
                ("original-value", record.originalValue?.description),
                ("public-share", record.publicShare?.description), ("funding", record.funding),
                ("commitment", record.commitment), ("acceptance-date", record.acceptanceDate?.description),
                ("location", record.location), ("function", record.function), ("technical", record.technical),
                ("access", record.access.isEmpty ? nil : record.access.map(\.rawValue).joined(separator: ",")),
                ("channels", "\(record.channels)"), ("set-up", "\(record.setUp)m"),
                ("clean-down", "\(record.cleanDown)m"), ("contact", record.contact ?? entry.unit.contact),
                ("complaints", record.complaints ?? entry.unit.complaints), ("pid", record.pid),
                ("status", record.status.rawValue), ("share-mode", record.shareMode),
                ("price-basis", record.priceBasis), ("no-assistance", record.noAssistance),
            ]
            for (name, value) in cells { line.add(name, value) }
            disclosure(&line, register.disclosure)
            if register.disclosure.stands(at: now), let confirmed = register.dates?.confirmed {
                line.add("confirmed", confirmed, in: calendar)
                if register.stale(at: now) != nil { line.add("stale", true) }
            }
        }
        for extra in record.extras {
            reply.record("extra") {
                $0.add("name", extra.name)
                $0.add("value", extra.value)
            }
        }
        for offer in record.services { service(&reply, offer.code, register, now) }
        if let hours = record.openHours { reply.record("hours") { $0.add("text", hours.description) } }
        for closure in entry.closures where closure.period.end > now {
            reply.record("closure", "c\(closure.id)") {
                $0.add(closure.period, in: calendar)
                $0.add("reason", closure.reason)
            }
        }
        for correction in try await reader.corrections(of: register.id) {
            reply.record("correction") {
                $0.add("column", correction.column)
                $0.add("old", correction.old)
                $0.add("new", correction.new)
                $0.add("reason", correction.reason)
                $0.add("time", correction.at, in: calendar)
            }
        }
        for line in register.policy.differing {
            reply.record("rule") {
                $0.add("id", line.id.rawValue)
                $0.add("mode", line.mode.rawValue)
                if !line.value.isEmpty { $0.add("value", line.value) }
                $0.add("level", line.level)
            }
        }
        reply.ok()
        return reply
    }

    private func disclosure(_ line: inout FieldWriter, _ state: DisclosureState) {
        switch state {
        case .undisclosed: line.add("disclosure", "undisclosed")
        case .disclosed(let since):
            line.add("disclosure", "disclosed")
            line.add("since", since, in: calendar)
        case .exempt(let reason, let reference, _):
            line.add("disclosure", "exempt")
            line.add("reason", reason)
            line.add("reference", reference)
        case .withdrawn(let reason, let until, let since):
            line.add("disclosure", "withdrawn")
            line.add("since", since, in: calendar)
            line.add("reason", reason)
            if let until { line.add("until", until, in: calendar) }
        }
    }

    private func service(_ reply: inout Reply, _ code: String, _ register: InstrumentRegister, _ now: Instant) {
        let revisions = (register.tariffs[code] ?? []).filter { $0.withdrawnAt == nil }
        let current = register.tariff(of: code, at: now)
        let next = revisions.last { $0.effectiveFrom > now }
        guard let shown = current ?? next else { return }
        reply.record("service", code) {
            $0.add("content", shown.offer.content)
            $0.add("price", shown.offer.price)
            $0.add("unit-of-charge", shown.offer.unitOfCharge.rawValue)
            $0.add("from", shown.effectiveFrom, in: calendar)
            if current != nil, let next {
                $0.add("next-price", next.offer.price)
                $0.add("next-from", next.effectiveFrom, in: calendar)
            }
        }
    }
}

extension Policy {
    /// Minutes to which starts are aligned (rule B3).
    var grid: Int { self["B3"]?[B3.grid].number ?? 15 }
    /// How long before its start a booking has to be made (rule B4).
    var notice: Span { .minutes(self["B4"]?[B4.notice].number ?? 0) }
}

extension Money {
    /// Reads yuan with up to two decimals, as `350.00`.
    init?(wire text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let yuan = Int64(parts[0]), yuan >= 0 else { return nil }
        var fen: Int64 = 0
        if parts.count == 2 {
            guard (1...2).contains(parts[1].count), let digits = Int64(parts[1]) else { return nil }
            fen = parts[1].count == 1 ? digits * 10 : digits
        }
        let (total, overflow) = yuan.multipliedReportingOverflow(by: 100)
        guard !overflow else { return nil }
        self.init(fen: total + fen)
    }
}
