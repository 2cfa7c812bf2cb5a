import Booking
import Registry
import Wire

// WAIT, UNWAIT, WAITS and ACCEPT: the waiting list and its offers.
extension CommandRouter {
    /// A wish's window is at most so long.
    private static let longestWindow = 93

    func wait(_ call: Call) async throws {
        let requester = try call.requester()
        let entry = try await visible(call)
        guard let window = try call.request.window(in: calendar, days: Self.longestWindow) else {
            throw WireError(.missingField, field: "from", zh: "请给出 from= 和 to=。", en: "Give from= and to=.")
        }
        for (name, instant) in [("from", window.start), ("to", window.end)] where !instant.isWholeMinute {
            throw .invalid(name, zh: "预约以整分钟计；\(name) 不能带秒。", en: "Bookings are on whole minutes; \(name) has seconds.")
                as WireError
        }
        guard let length = try call.request.span("for"), length.seconds % 60 == 0,
            let period = Period(start: window.start, end: window.start + length)
        else { throw WireError.invalid("for", zh: "时长以整分钟计。", en: "A length is whole minutes.") }
        let request = call.request
        let wish = Reservation(
            instrument: entry.register.id, period: period, service: request["service"] ?? "",
            purpose: request["purpose"].flatMap(Purpose.init(rawValue:)), project: request["project"],
            access: request["access"].flatMap(AccessMode.init(rawValue:)),
            quantity: request["quantity"].flatMap { Int($0) } ?? 1)
        submit(
            AddWish(
                wish: wish, window: window, unit: entry.register.unit, organisation: requester.organisation), call
        ) { reply, outcome in
            guard case .waiting(let id) = outcome else { return false }
            reply.ok {
                $0.add("wait", "w\(id)")
                $0.add("state", WishState.waiting.rawValue)
            }
            return true
        }
    }

    func unwait(_ call: Call) async throws {
        guard let id = WishID(wire: call.subject) else { throw WireError.noWish(call.subject) }
        submit(WithdrawWish(wish: id), call) { reply, outcome in
            guard case .waiting(let id) = outcome else { return false }
            reply.ok {
                $0.add("wait", "w\(id)")
                $0.add("state", WishState.withdrawn.rawValue)
            }
            return true
        }
    }

    func waits(_ call: Call) async throws -> Reply {
        let requester = try call.requester()
        let wishes = try await reader.wishes(of: requester.organisation, closedToo: call.request.says("all"))
        var reply = Reply()
        for wish in wishes {
            reply.record("wait", "w\(wish.id)") {
                $0.add("instrument", wish.instrument)
                $0.add("from", wish.window.start, in: calendar)
                $0.add("to", wish.window.end, in: calendar)
                $0.add("for", TimeText.format(.minutes(wish.length)))
                $0.add("service", wish.service)
                $0.add("state", wish.state)
                $0.add("place", wish.place.map { String($0) })
                guard let offer = wish.offer else { return }
                $0.add("booking", "b\(offer)")
                if let period = wish.offered { $0.add(period, in: calendar) }
                if wish.state == WishState.offered.rawValue, let due = wish.respondBy {
                    $0.add("respond-by", due, in: calendar)
                }
            }
        }
        reply.ok { $0.add("count", wishes.count) }
        return reply
    }

    func accept(_ call: Call) async throws {
        guard let id = BookingID(wire: call.subject), let subject = try await reader.subject(of: id) else {
            throw WireError.noBooking(call.subject)
        }
        submit(.booking(.accept(id), about: subject), call)
    }
}

extension WishID {
    /// Reads `w17`.
    init?(wire text: String) {
        guard text.first == "w" || text.first == "W", let number = Int64(text.dropFirst()) else { return nil }
        self.init(number)
    }
}

extension WireError {
    static func noWish(_ text: String) -> WireError {
        WireError(
            .notFound, zh: "没有候补 \(text)；WAITS 列出本单位的候补。", en: "There is no wish \(text); WAITS lists your own.")
    }
}
