/// Who may govern whom: higher offices may do what those below may, within their area.
package enum Authority {
    /// The zone office governs everyone; a park office itself and those in its park; everyone else themselves.
    package static func governs(_ requester: Requester, organisation: OrganisationID, park: OrganisationID?) -> Bool {
        switch requester.role {
        case .zone: true
        case .park: organisation == requester.organisation || park == requester.organisation
        case .lab, .firm: organisation == requester.organisation
        }
    }

    /// Whether an organisation of `kind` in `park` may be added by the requester: parks by the zone only, holder units
    /// and firms also by their park's office.
    package static func mayAdd(_ requester: Requester, kind: Organisation.Kind, park: OrganisationID?) -> Bool {
        switch requester.role {
        case .zone: true
        case .park: kind != .park && kind != .zone && park == requester.organisation
        case .lab, .firm: false
        }
    }
}
