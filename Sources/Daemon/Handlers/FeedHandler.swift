import Booking
import Edition
import Registry
import Wire

// FEED: an instrument's free and busy time for calendar programs.
extension CommandRouter {
    func feed(_ call: Call) async throws -> Reply {
        let entry = try await visible(call)
        let register = entry.register
        let now = clock.now()
        let start = calendar.gridLine(from: now, 1)
        let days = call.request["days"].flatMap { Int($0) } ?? 62
        let window = Period(start: start, end: start + .days(days))!
        let facts = try await reader.facts(of: [entry], in: window)[register.id]
        // What takes no bookings yet, or any more, is unavailable rather than busy.
        let open =
            register.bookableFrom.flatMap { Period(start: max(start, $0), end: window.end) }
            .flatMap { facts?.mergedOpenPeriods(in: $0) } ?? []
        let free = facts?.mergedFreePeriods(in: window) ?? []
        let lines = FreeBusy.document(
            of: register.path, name: register.record.name ?? "", window: window, busy: open.subtracting(free),
            unavailable: [window].subtracting(open), uid: "\(register.path)@\(try await zoneCode())", stamp: now)
        var reply = Reply()
        for line in lines { reply.text(line) }
        reply.ok {
            $0.add("instrument", register.path.description)
            $0.add("from", window.start, in: calendar)
            $0.add("to", window.end, in: calendar)
        }
        return reply
    }

    private func zoneCode() async throws -> String { try await reader.zone()?.code ?? "zone" }
}
