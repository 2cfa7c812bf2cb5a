package import Booking
import Postgres

/// Whom `SUSPEND` and `RESTORE` are about.
package enum SuspensionSubject: Sendable {
    case organisation(Organisation)
    /// `organisation/person`, and the organisation.
    case account(String, owner: Organisation)

    var owner: Organisation {
        switch self {
        case .organisation(let organisation), .account(_, let organisation): organisation
        }
    }

    var name: String {
        switch self {
        case .organisation(let organisation): organisation.code
        case .account(let name, _): name
        }
    }

    /// An organisation is suspended by an office above it, never by itself; a person also by his or her organisation.
    fileprivate func isFor(_ requester: Requester) -> Bool {
        guard Authority.governs(requester, organisation: owner.id, park: owner.park) else { return false }
        switch self {
        case .organisation(let organisation):
            return organisation.id != requester.organisation && (requester.role == .zone || requester.role == .park)
        case .account(let name, _): return name != requester.name
        }
    }

    /// Sets the flag; false where it stood so already, nil where there is no such account.
    fileprivate func set(_ suspended: Bool, _ context: RegisterContext) async throws -> Bool? {
        switch self {
        case .organisation(let organisation):
            return try await !context.connection.query(
                Statement(SQL.suspendOrganisation, .int8(organisation.id.rawValue), .bool(suspended))
            ).isEmpty
        case .account(let name, _):
            guard let account = try await Lookup.account(name, on: context.connection) else { return nil }
            return try await !context.connection.query(
                Statement(SQL.suspendAccount, .int8(account.id.rawValue), .bool(suspended))
            ).isEmpty
        }
    }
}

/// `SUSPEND organisation|account`: neither signs in nor books from now on. What is booked stays.
package struct Suspend: RegisterAct {
    let subject: SuspensionSubject
    let reason: String

    package init(_ subject: SuspensionSubject, reason: String) {
        self.subject = subject
        self.reason = reason
    }

    package var locks: RegisterLocks { RegisterLocks(organisations: [subject.owner.id]) }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard subject.isFor(context.requester) else { return .refused(.notYoursToSuspend) }
        guard let changed = try await subject.set(true, context) else { return .refused(.noAccount(subject.name)) }
        guard changed else {
            return .refused(
                .invalid(
                    field: "subject",
                    Bilingual(zh: "\(subject.name) 已被暂停。", en: "\(subject.name) is suspended already.")))
        }
        var json = JSONText()
        json.field("reason", reason)
        return .done(
            .changed(standing: []),
            log: [RegisterLogEntry(act: "suspend", subject: subject.name, after: json.finish())])
    }
}

/// `RESTORE organisation|account`: ends a suspension by an office; for an organisation also lifts the strikes that stand
/// against it, and so the suspension of rule B8.
package struct Restore: RegisterAct {
    let subject: SuspensionSubject
    let note: String?

    package init(_ subject: SuspensionSubject, note: String?) {
        self.subject = subject
        self.note = note
    }

    package var locks: RegisterLocks { RegisterLocks(organisations: [subject.owner.id]) }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard subject.isFor(context.requester) else { return .refused(.notYoursToSuspend) }
        guard let changed = try await subject.set(false, context) else { return .refused(.noAccount(subject.name)) }
        var lifted = 0
        if case .organisation(let organisation) = subject {
            lifted = try await context.connection.query(
                Statement(
                    SQL.liftStrikes, .int8(organisation.id.rawValue), .timestamptz(context.now.timestamp),
                    .text(context.requester.name), .timestamptz((context.now - B8.memory).timestamp))
            ).count
        }
        guard changed || lifted > 0 else {
            return .refused(
                .invalid(
                    field: "subject",
                    Bilingual(
                        zh: "\(subject.name) 未被暂停，也没有违约记录。",
                        en: "\(subject.name) is not suspended and nothing stands against it.")))
        }
        var json = JSONText()
        json.field("strikes", lifted)
        json.field("note", note)
        return .done(
            .restored(strikes: lifted),
            log: [RegisterLogEntry(act: "restore", subject: subject.name, after: json.finish())])
    }
}

extension Refusal {
    static let notYoursToSuspend = Refusal.forbidden(
        Bilingual(
            zh: "单位由示范区或其园区办公室暂停和恢复；账户也可由所属单位，但不能由本人。",
            en: "Organisations are suspended and restored by the zone or their park's office; accounts also by their "
                + "organisation, never by themselves."))
}
