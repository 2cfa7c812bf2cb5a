import Booking

/// `RECORDS quarter`: somebody is given the service records of a quarter with the users' names. Nothing changes but the
/// log, which says who had them; only then may they be read.
package struct ReleaseRecords: RegisterAct {
    /// `2026-q4`
    let span: String
    let park: String?
    let unit: String?

    /// - Parameters:
    ///   - park: that park only; nil with `unit` nil: the whole zone.
    ///   - unit: that unit only.
    package init(span: String, park: String?, unit: String?) {
        self.span = span
        self.park = park
        self.unit = unit
    }

    package var locks: RegisterLocks { RegisterLocks() }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard let code = unit ?? park else {
            guard context.requester.role == .zone else { return .refused(.forbidden(Self.ownOnly)) }
            return done("zone")
        }
        guard let found = try await Lookup.organisation(code, on: context.connection),
            found.kind == (unit == nil ? .park : .unit)
        else { return .refused(.notFound(Lookup.noOrganisation(code))) }
        guard Authority.governs(context.requester, organisation: found.id, park: found.park) else {
            return .refused(.forbidden(Self.ownOnly))
        }
        return done(code)
    }

    private func done(_ scope: String) -> RegisterDecision {
        var json = JSONText()
        json.field("span", span)
        return .done(
            .changed(standing: []), log: [RegisterLogEntry(act: "records", subject: scope, after: json.finish())])
    }

    private static let ownOnly = Bilingual(
        zh: "带姓名的服务记录只给本单位，或管辖它的园区和示范区办公室；请写 unit= 或 park=。",
        en: "Service records with names go to the unit itself and the offices above it; give unit= or park=.")
}
