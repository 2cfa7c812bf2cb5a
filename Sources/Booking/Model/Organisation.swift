/// Everyone with accounts: offices, holder units, and those who come to use.
package struct Organisation: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case zone, park, unit, firm, team, university, individual
    }

    package let id: OrganisationID
    package let code: String
    package let name: String
    package let kind: Kind
    /// The park that a unit or firm sits in; nil for the zone and for outsiders without one.
    package let park: OrganisationID?
    package let suspended: Bool

    package init(id: OrganisationID, code: String, name: String, kind: Kind, park: OrganisationID?, suspended: Bool) {
        self.id = id
        self.code = code
        self.name = name
        self.kind = kind
        self.park = park
        self.suspended = suspended
    }
}

/// What a signed-in account may do; a higher office may do what those below may, within its area.
package enum Role: String, CaseIterable, Sendable {
    case firm, lab, park, zone

    package init(_ kind: Organisation.Kind) {
        switch kind {
        case .zone: self = .zone
        case .park: self = .park
        case .unit: self = .lab
        case .firm, .team, .university, .individual: self = .firm
        }
    }
}

/// Who acts: an account and the organisation it belongs to.
package struct Requester: Hashable, Sendable {
    package let account: AccountID
    /// `organisation/person`, as `acme/lin`.
    package let name: String
    package let organisation: OrganisationID
    package let kind: Organisation.Kind
    package let park: OrganisationID?
    /// The token that was signed in with; every write proves that it still holds. Zero is the daemon itself.
    package let credential: Int64

    package init(
        account: AccountID, name: String, organisation: OrganisationID, kind: Organisation.Kind, park: OrganisationID?,
        credential: Int64 = 0
    ) {
        self.account = account
        self.name = name
        self.organisation = organisation
        self.kind = kind
        self.park = park
        self.credential = credential
    }

    package var role: Role { Role(kind) }
}
