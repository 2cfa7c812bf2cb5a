import Booking
import Registry
import Wire

// The directory: STATUS, PARKS, UNITS, CATEGORIES, OVERDUE, and AUTH.
extension CommandRouter {
    func signIn(_ call: Call) async throws -> Outcome {
        guard let signedIn = try await reader.signIn(token: call.request["token"] ?? "") else {
            throw WireError(
                .auth, zh: "令牌无效、已撤销或已过期；请向本单位或园区办公室索取新令牌。",
                en: "The token is unknown, revoked or has run out; ask your organisation or park office for a new one.")
        }
        var reply = Reply()
        reply.ok {
            $0.add("account", signedIn.requester.name)
            $0.add("organisation", signedIn.organisationCode)
            $0.add("role", signedIn.requester.role.rawValue)
            $0.add("expires", calendar.day(containing: signedIn.expires).description)
        }
        return Outcome(reply, change: .signedIn(signedIn.requester))
    }

    func showStatus(_ call: Call) async throws -> Reply {
        let figures = try await reader.figures()
        let shell = status.read()
        var reply = Reply()
        reply.ok {
            $0.add("version", shell.version)
            $0.add("database", shell.isEmbedded ? "embedded" : "external")
            $0.add("policy", policy.profile)
            $0.add("policy-version", policy.version)
            $0.add("units", figures.units)
            $0.add("instruments", figures.instruments)
            $0.add("log", figures.logSequence)
            $0.add("connections", shell.connections)
            $0.add("requests", shell.requests)
            $0.add("clock", shell.leadsClock ? "leading" : "waiting")
            $0.add("uptime", TimeText.format(clock.now() - shell.started))
        }
        return reply
    }

    func parks(_ call: Call) async throws -> Reply {
        let parks = try await reader.parks()
        var reply = Reply()
        for park in parks {
            reply.record("park", park.code) {
                $0.add("name", park.name)
                $0.add("name-en", park.nameEn)
                $0.add("contact", park.contact)
                $0.add("units", park.units)
                $0.add("instruments", park.instruments)
            }
        }
        reply.ok { $0.add("count", parks.count) }
        return reply
    }

    func units(_ call: Call) async throws -> Reply {
        let units = try await reader.units(park: call.request["park"])
        var reply = Reply()
        for unit in units {
            reply.record("unit", unit.code) {
                $0.add("name", unit.name)
                $0.add("name-en", unit.nameEn)
                $0.add("park", unit.park)
                $0.add("instruments", unit.instruments)
                $0.add("contact", unit.contact)
                $0.add("complaints", unit.complaints)
            }
        }
        reply.ok { $0.add("count", units.count) }
        return reply
    }

    func categories(_ call: Call) async throws -> Reply {
        let categories = try await reader.categories()
        var reply = Reply()
        for category in categories {
            reply.record("category", category.code) {
                $0.add("scheme", category.scheme)
                $0.add("instruments", category.instruments)
            }
        }
        reply.ok { $0.add("count", categories.count) }
        return reply
    }

    func overdueList(_ call: Call) async throws -> Reply {
        let views = try await reader.undisclosed(park: call.request["park"], unit: call.request["unit"])
        let now = clock.now()
        var reply = Reply()
        var count = 0
        for view in views {
            let register = view.entry.register
            guard
                let late = Booking.overdue(
                    register.record, state: register.disclosure, calendar: calendar, policy: register.policy,
                    workingDays: reader.workingTime.days, at: now)
            else { continue }
            count += 1
            reply.record("overdue", register.path.description) {
                $0.add("name", register.record.name)
                $0.add("unit", register.path.unit)
                $0.add("park", view.park)
                $0.add("accepted", late.accepted.description)
                $0.add("due", late.deadline.description)
                $0.add("days", late.daysLate)
            }
        }
        reply.ok { $0.add("count", count) }
        return reply
    }

    /// The instrument that the call names, if the asker may know of it.
    ///
    /// Undisclosed and exempt instruments exist for their unit and the offices above it only.
    func visible(_ call: Call) async throws -> RegisterEntry { try await visible(call.subject, call) }

    func visible(_ text: String, _ call: Call) async throws -> RegisterEntry {
        guard let path = InstrumentPath(text), let entry = try await reader.instrument(path) else {
            throw WireError.noInstrument(text)
        }
        switch entry.register.disclosure {
        case .disclosed, .withdrawn: return entry
        case .undisclosed, .exempt:
            guard let requester = call.session.requester,
                Authority.governs(requester, organisation: entry.register.unit, park: entry.unit.park)
            else { throw WireError.noInstrument(text) }
            return entry
        }
    }
}
