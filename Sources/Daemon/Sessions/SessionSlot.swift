internal import Wire

/// A request's place in its session, from its coming to its reply.
struct SessionSlot: Sendable {
    enum Stage: Sendable {
        case waiting(CheckedRequest, document: [UInt8]?)
        /// An ERR that waits for its turn, because the language may change before it.
        case refusal(WireError, last: Bool)
        case running(CommandSpec)
        case done([UInt8])
    }

    var stage: Stage
    let isSignIn: Bool
    let holdsDocument: Bool
}
