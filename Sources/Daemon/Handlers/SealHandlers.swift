import Booking
import Registry
import Wire

// SEAL and EDITION: freezing a month, and correcting it in the open.
extension CommandRouter {
    func seal(_ call: Call, _ kind: Sealer.Kind) async throws {
        let requester = try call.requester()
        guard let month = Month(text: call.subject) else { throw WireError.noMonth }
        let key = call.request.key.map { RequestKey(key: $0, request: call.request.canonicalText) }
        let isSigned = sealer.press.key != nil
        let result = try await sealer.seal(kind, month, by: requester, key: key) { result in
            Self.tell(result, signed: isSigned).map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
        }
        if let reply = Self.tell(result, signed: isSigned) { return call.complete(Outcome(reply)) }
        call.complete(outcome(of: result, call))
    }

    private static func tell(_ result: DeskResult, signed: Bool) -> Reply? {
        guard case .registered(.sealed(let sealed)) = result else { return nil }
        var reply = Reply()
        reply.ok {
            $0.add("edition", "\(sealed.month)/r\(sealed.revision)")
            $0.add("new", sealed.isNew)
            if sealed.isNew {
                $0.add("corrections", sealed.corrections)
                $0.add("signed", signed)
            }
        }
        return reply
    }
}

extension WireError {
    static let noMonth = WireError.invalid("month", zh: "月份写作 2026-11。", en: "A month is written 2026-11.")
}
