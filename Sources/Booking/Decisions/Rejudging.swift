// A request is judged again when it is about to be confirmed: neither an answer nor silence may break a rule that came to
// stand in its way while it waited, as a closure or a withdrawal.
extension Facts {
    /// What refuses a request now; nil where every rule lets it pass.
    ///
    /// Notice, horizon and published price (rules B4, B5 and O6) are about the moment of asking, and were kept then: the
    /// wait for an answer is not held against who asked.
    func objection(to request: BookingFacts, at now: Instant) -> Refusal? {
        guard let organisation = organisations[request.organisation]?.organisation else {
            return .notFound(Self.noBooking)
        }
        let proposal = Proposal(
            wish: Reservation(request, at: request.period), requester: Requester(of: request, in: organisation),
            moving: request, now: min(now, request.period.start))
        do throws(Refusal) {
            let c = try proposal.makeCase(self)
            return c.policy.refusal(c, leavingOut: RuleBook.ofTheAsking)
        } catch {
            return error
        }
    }
}

extension RuleBook {
    /// Positions of the rules that judge the moment at which something is asked for.
    static let ofTheAsking: Set<Int> = Set([B4.rule, B5.rule, O6.rule].compactMap { positions[$0.id] })
}

extension Requester {
    /// Whoever booked, as the rules see them.
    init(of booking: BookingFacts, in organisation: Organisation) {
        self.init(
            account: booking.account, name: "", organisation: organisation.id, kind: organisation.kind,
            park: organisation.park)
    }
}

extension Refusal {
    /// The rules that refuse, or the code of another refusal: for the log, which speaks no language.
    var code: String {
        switch self {
        case .notFound: "not-found"
        case .forbidden: "forbidden"
        case .invalid(let field, _): "invalid:\(field)"
        case .state: "state"
        case .stale: "stale"
        case .conflict: B1.rule.id.rawValue
        case .rules(let verdicts): verdicts.filter { !$0.passed }.map(\.rule.rawValue).joined(separator: ",")
        case .several(let refused): refused.map(\.refusal.code).joined(separator: ",")
        }
    }
}
