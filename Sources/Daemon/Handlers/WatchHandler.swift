import Booking
import Registry
import Wire

// WATCH: the log as it grows, as far as it is the watcher's to see.
extension CommandRouter {
    func watch(_ call: Call) async throws -> Outcome {
        let requester = try call.requester()
        var instrument: InstrumentID?
        if let path = call.request["instrument"] { instrument = try await visible(path, call).register.id }
        var booking: BookingID?
        if let text = call.request["booking"] {
            guard let id = BookingID(wire: text), let view = try await reader.booking(id),
                view.isVisible(to: requester)
            else { throw WireError.noBooking(text) }
            booking = id
        }
        let end = try await reader.durableLogEnd()
        let since = call.request["since"].flatMap { Int64($0) } ?? end
        guard since <= end else {
            throw WireError.invalid(
                "since", zh: "日志到 \(end) 为止；since 不能在其后。", en: "The log ends at \(end); since cannot lie behind it.")
        }
        let audience = EventAudience(
            requester: requester, instrument: instrument, booking: booking, calendar: calendar)
        let source = EventSubscription(
            feed, reader: reader, audience: audience, since: since, ping: ping, clock: clock, logger: logger)
        var reply = Reply()
        reply.ok {
            $0.add("since", since)
            $0.add("ping", ping.components.seconds + (ping.components.attoseconds > 0 ? 1 : 0))
        }
        return Outcome(reply, change: .watching(source, since: since))
    }
}
