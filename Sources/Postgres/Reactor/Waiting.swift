import Synchronization

extension Reactor {
    /// Waits for a descriptor, a deadline or an interruption, whichever comes first.
    ///
    /// With a descriptor it is called by the descriptor's owner on the reactor's thread; without one, from anywhere.
    /// An interruption that came before the wait ends it at once.
    func wait(
        _ ticket: Ticket, for descriptor: Int32? = nil, _ interest: Interest = [],
        until deadline: ContinuousClock.Instant? = nil
    ) async -> Wake {
        await withCheckedContinuation { continuation in
            enum Next { case resume(Wake), ring, nothing }
            let next: Next = state.withLock { state in
                if state.takeInterruption(ticket) { return .resume(.interrupted) }
                // A refused descriptor counts as ready: the next call of libpq finds out why.
                if let descriptor, !arm(descriptor, interest) { return .resume(.ready) }
                let waiter = ReactorState.Waiter(
                    continuation: continuation, descriptor: descriptor, deadline: deadline)
                return state.add(waiter, for: ticket) ? .ring : .nothing
            }
            switch next {
            case .resume(let wake): continuation.resume(returning: wake)
            case .ring: ring()
            case .nothing: break
            }
        }
    }

    /// Ends the wait with this ticket, now or as soon as it begins. From any thread.
    func interrupt(_ ticket: Ticket) {
        state.withLock { $0.interrupt(ticket) }?.resume(returning: .interrupted)
    }

    /// Nobody will wait with this ticket any more; interruptions of it are forgotten.
    func retire(_ ticket: Ticket) { state.withLock { $0.retire(ticket) } }
}
