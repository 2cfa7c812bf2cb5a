import Booking
import Registry
import Wire

// ADD operator, ROSTER and OPERATORS.
extension CommandRouter {
    func operatorToAdd(_ request: CheckedRequest) async throws -> AddOperator {
        let path = request["path"] ?? ""
        return AddOperator(path: path, unit: try await unit(of: path), terms: terms(request))
    }

    func roster(_ call: Call) async throws {
        let act = ChangeOperator(
            path: call.subject, unit: try await unit(of: call.subject), terms: terms(call.request),
            isActive: call.request["active"].map { $0 == "yes" })
        submit(act, call) { reply, outcome in
            guard case .changed(let standing) = outcome else { return false }
            reply.bookings(standing, self.calendar)
            reply.ok {
                $0.add("operator", call.subject)
                $0.add("standing", standing.count)
            }
            return true
        }
    }

    func operators(_ call: Call) async throws -> Reply {
        let requester = try call.requester()
        let unit = try await organisation(call.subject, kind: .unit)
        guard Authority.governs(requester, organisation: unit.id, park: unit.park) else { throw WireError.notYours }
        let operators = try await reader.operators(of: unit.id)
        var reply = Reply()
        for one in operators {
            reply.record("operator", one.path) {
                $0.add("name", one.name)
                $0.add("contact", one.contact)
                $0.add("hours", one.hours ?? "open")
                $0.add("instruments", one.instruments.isEmpty ? "all" : one.instruments.joined(separator: ","))
            }
        }
        reply.ok { $0.add("count", operators.count) }
        return reply
    }

    private func terms(_ request: CheckedRequest) -> OperatorTerms {
        OperatorTerms(
            name: request["name"], contact: request["contact"], hours: request["hours"],
            instruments: request["instruments"] == nil ? nil : request.list("instruments"))
    }

    private func unit(of path: String) async throws -> Organisation {
        guard let path = InstrumentPath(path) else {
            throw WireError.invalid("path", zh: "操作员写作 单位/人。", en: "An operator is written unit/person.")
        }
        return try await organisation(path.unit, kind: .unit)
    }
}
