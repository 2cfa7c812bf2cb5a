import Booking
import Registry
import Wire

// QUALIFY, DISQUALIFY, RELATE, UNRELATE, CERTIFY, DECERTIFY, SUSPEND, RESTORE and CONTRACT.
extension CommandRouter {
    func qualify(_ call: Call) async throws {
        let entry = try await visible(call)
        let account = call.request["account"] ?? ""
        let act = Qualify(
            instrument: entry.register.id, unit: entry.register.unit, account: account,
            until: try call.request.endOfDay("until", in: calendar))
        submit(act, call) { reply, _ in
            reply.ok {
                $0.add("instrument", call.subject)
                $0.add("account", account)
                $0.add("until", call.request["until"])
            }
            return true
        }
    }

    func disqualify(_ call: Call) async throws {
        let entry = try await visible(call)
        let account = call.request["account"] ?? ""
        submit(Disqualify(instrument: entry.register.id, unit: entry.register.unit, account: account), call) {
            reply, _ in
            reply.ok {
                $0.add("instrument", call.subject)
                $0.add("account", account)
            }
            return true
        }
    }

    func relate(_ call: Call) async throws {
        let unit = try await organisation(call.request["unit"] ?? "", kind: .unit)
        let act = Relate(
            organisation: try await anyOrganisation(call.subject), unit: unit,
            until: try call.request.endOfDay("until", in: calendar), note: call.request["note"])
        submit(act, call) { reply, _ in
            reply.ok {
                $0.add("organisation", call.subject)
                $0.add("unit", unit.code)
                $0.add("until", call.request["until"])
            }
            return true
        }
    }

    func unrelate(_ call: Call) async throws {
        let unit = try await organisation(call.request["unit"] ?? "", kind: .unit)
        let act = Unrelate(
            organisation: try await anyOrganisation(call.subject), unit: unit, reason: call.request["reason"] ?? "")
        submit(act, call) { reply, _ in
            reply.ok {
                $0.add("organisation", call.subject)
                $0.add("unit", unit.code)
            }
            return true
        }
    }

    func certify(_ call: Call) async throws {
        guard let until = try call.request.endOfDay("until", in: calendar) else {
            throw WireError(.missingField, field: "until", zh: "缺少 until=。", en: "until= is missing.")
        }
        let act = Certify(
            organisation: try await anyOrganisation(call.subject), evidence: call.request["evidence"] ?? "",
            until: until)
        submit(act, call) { reply, _ in
            reply.ok {
                $0.add("organisation", call.subject)
                $0.add("status", call.request["status"])
                $0.add("until", call.request["until"])
            }
            return true
        }
    }

    func decertify(_ call: Call) async throws {
        let act = Decertify(
            organisation: try await anyOrganisation(call.subject), reason: call.request["reason"] ?? "")
        submit(act, call) { reply, _ in
            reply.ok { $0.add("organisation", call.subject) }
            return true
        }
    }

    func suspend(_ call: Call) async throws {
        submit(Suspend(try await suspensionSubject(call), reason: call.request["reason"] ?? ""), call) { reply, _ in
            reply.ok { $0.add("subject", call.subject) }
            return true
        }
    }

    func restore(_ call: Call) async throws {
        submit(Restore(try await suspensionSubject(call), note: call.request["note"]), call) { reply, outcome in
            guard case .restored(let strikes) = outcome else { return false }
            reply.ok {
                $0.add("subject", call.subject)
                $0.add("strikes", strikes)
            }
            return true
        }
    }

    private func suspensionSubject(_ call: Call) async throws -> SuspensionSubject {
        guard let path = InstrumentPath(call.subject) else {
            return .organisation(try await anyOrganisation(call.subject))
        }
        return .account(call.subject, owner: try await anyOrganisation(path.unit))
    }

    func anyOrganisation(_ code: String) async throws -> Organisation {
        guard let organisation = try await reader.organisation(code) else {
            throw WireError(.notFound, zh: "没有单位或企业 \(code)。", en: "There is no organisation \(code).")
        }
        return organisation
    }
}

extension CheckedRequest {
    /// The moment at which a day that is the last one is over.
    func endOfDay(_ name: String, in calendar: ZoneCalendar) throws(WireError) -> Instant? {
        guard let text = self[name] else { return nil }
        guard let day = Day(text: text) else {
            throw .invalid(name, zh: "日期写作 2026-11-01。", en: "A date is written 2026-11-01.")
        }
        return calendar.startOfDay(day + 1)
    }
}
