/// Decides one act on bookings. Pure: the same act, facts and time give the same decision.
///
/// - Parameters:
///   - facts: the instruments, the booking organisation and the named bookings, loaded whole by the desk.
///   - newID: called once for each booking that is made.
package func decide(
    _ act: BookingAct, by requester: Requester, facts: Facts, newID: @autoclosure () -> BookingID, at now: Instant
) -> Decision {
    do throws(Refusal) {
        switch act {
        case .order(let order):
            return .accepted(try take(order, requester, facts, newID, now))
        case .reschedule(let moves, let series):
            var accepted = try reschedule(moves, requester, facts, now)
            if let part = series?.part { accepted.regroup(part.group) }
            return .accepted(accepted)
        case .callOff(let ids, let reason):
            return .accepted(try callOff(ids, reason, requester, facts, now))
        case .approve(let id):
            return .accepted(Accepted(events: [try approve(id, requester, facts, now)]))
        case .decline(let id, let reason, let note):
            return .accepted(Accepted(events: [try decline(id, reason, note, requester, facts, now)]))
        case .start(let id, let moment):
            return .accepted(Accepted(events: [try start(id, moment, requester, facts, now)]))
        case .finish(let id, let moment):
            return .accepted(Accepted(events: try finish(id, moment, requester, facts, now)))
        case .noShow(let id):
            return .accepted(Accepted(events: [try noShow(id, requester, facts, now)]))
        case .tick(let id, let finishAfter):
            return .accepted(Accepted(events: try tick(id, finishAfter, facts, now)))
        case .contract(let id, let reference):
            return .accepted(Accepted(events: [try enter(contract: reference, id, requester, facts)]))
        case .accept(let id):
            return .accepted(Accepted(events: [try accept(id, requester, facts, now)]))
        case .lapseOffer(let id):
            return .accepted(Accepted(events: [try lapseOffer(id, facts, now)]))
        }
    } catch {
        return .refused(error)
    }
}
