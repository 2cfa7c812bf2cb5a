internal import Booking
internal import DequeModule
package import Wire

/// One session as a pure state machine: requests come in, commands are begun, replies go out in the order of requests.
///
/// - Consecutive writes are under way together; a read or a session command waits for all before it, and all behind it
///   wait for it, so that a session sees its own writes.
/// - What is read ahead is bounded: ``wantsInput`` says when more may be taken. Nothing is dropped.
/// - Nothing here waits, reads a clock or touches a socket.
package struct SessionState: Sendable {
    /// What the shell is to do.
    package enum Action: Sendable {
        /// Begin a command and bring its outcome back with the ticket.
        case perform(ticket: UInt64, CheckedRequest, document: [UInt8]?, SessionContext)
        /// Someone gave a wrong token.
        case signInFailed
        /// Ask for the next piece of events and bring it back with the number.
        case listen(number: UInt64, any EventSource)
    }

    package private(set) var context: SessionContext
    /// Replies in order, not yet taken by ``takeOutput()``.
    private var output: [UInt8] = []
    private var slots: Deque<SessionSlot> = []
    /// The ticket of the first slot.
    private var firstTicket: UInt64 = 0
    /// How many slots, from the first, have been begun.
    private var begun = 0
    private var running = 0
    /// A read or session command is under way.
    private var isAlone = false
    private var isBlocked = false
    private var unansweredSignIns = 0
    private var heldDocuments = 0
    private var ending: Ending?
    private var tap = EventTap()
    private let readAhead: Int
    private let local: LocalCommands

    private enum Ending: Sendable { case silent, saying(WireError) }

    /// - Parameter readAhead: requests held at most, waiting or under way.
    package init(_ context: SessionContext, readAhead: Int, local: LocalCommands) {
        self.context = context
        self.readAhead = readAhead
        self.local = local
    }

    /// Whether the next request may be taken from the connection now.
    package var wantsInput: Bool {
        ending == nil && !isBlocked && slots.count < readAhead
            // What follows a sign-in is judged by it; and one document at a time is held.
            && unansweredSignIns == 0 && heldDocuments == 0
    }

    /// Nothing is asked that is not answered.
    package var isIdle: Bool { slots.isEmpty && !tap.isOpen }

    /// Whether events follow until STOP.
    package var isWatching: Bool { tap.isOpen }

    /// No more requests are taken; the connection ends behind the replies.
    package var isEnding: Bool { ending != nil }

    /// All is answered and said; once ``takeOutput()`` is written, the connection is to be closed.
    package var isOver: Bool { ending != nil && slots.isEmpty }

    /// What is said to an upload by someone who may not upload at all.
    package var uploadRefusal: WireError? { context.requester == nil ? .notSignedIn : nil }

    // MARK: Events

    /// The next thing that the connection brought.
    package mutating func receive(_ incoming: RequestReader.Incoming) -> [Action] {
        switch incoming {
        case .request(let request, let document):
            let isSignIn = request.verb == .auth
            if isSignIn { unansweredSignIns += 1 }
            if document != nil { heldDocuments += 1 }
            slots.append(
                SessionSlot(
                    stage: .waiting(request, document: document), isSignIn: isSignIn, holdsDocument: document != nil))
        case .refused(let error): refuse(error, last: false)
        case .foreign(let error): refuse(error, last: true)
        }
        return advance()
    }

    /// A command has ended. A second outcome for the same ticket is ignored.
    package mutating func complete(_ ticket: UInt64, _ outcome: Outcome) -> [Action] {
        guard ticket >= firstTicket, ticket - firstTicket < UInt64(slots.count) else { return [] }
        let index = Int(ticket - firstTicket)
        guard case .running(let spec) = slots[index].stage else { return [] }
        running -= 1
        if spec.kind != .write { isAlone = false }
        var actions: [Action] = []
        if spec.verb == .auth, !outcome.reply.succeeded { actions.append(.signInFailed) }
        finish(index, outcome.reply.bytes)
        apply(outcome.change, at: index)
        actions += advance()
        return actions
    }

    /// A piece of events has come; one that was asked for by a watch that is over is dropped.
    package mutating func hear(_ number: UInt64, _ piece: EventPiece) -> [Action] {
        guard tap.take(number, piece) else { return [] }
        switch piece {
        case .lines(let lines, _): output += lines
        case .over(let error): end(saying: error)
        }
        return advance()
    }

    /// The reader takes no more replies for now, or takes them again.
    package mutating func setBlocked(_ blocked: Bool) -> [Action] {
        guard blocked != isBlocked else { return [] }
        isBlocked = blocked
        return advance()
    }

    /// Nothing more will come in. What was asked is answered; then the word, if there is one; then the end.
    package mutating func end(saying word: WireError? = nil) {
        guard ending == nil else { return }
        ending = tap.close(with: word).map(Ending.saying) ?? .silent
        sayLast()
    }

    /// The connection is gone: what was begun goes on elsewhere, the rest is forgotten.
    package mutating func abandon() {
        ending = .silent
        tap.close()
        slots.removeAll()
        output.removeAll()
        firstTicket = .max
    }

    /// Puts a line before all replies.
    package mutating func greet(_ reply: Reply) { output += reply.bytes }

    /// The replies that can go out now, in order, as one piece.
    package mutating func takeOutput() -> [UInt8] {
        defer { output = [] }
        return output
    }

    package var hasOutput: Bool { !output.isEmpty }

    // MARK: Progress

    private mutating func refuse(_ error: WireError, last: Bool) {
        slots.append(SessionSlot(stage: .refusal(error, last: last), isSignIn: false, holdsDocument: false))
    }

    /// Begins what may begin, and lets go of the replies whose turn it is.
    private mutating func advance() -> [Action] {
        var actions: [Action] = []
        while begun < slots.count, !isBlocked, !isAlone {
            switch slots[begun].stage {
            case .refusal(let error, let last):
                finish(begun, Reply.failure(error, context.language).bytes)
                begun += 1
                if last { cut(behind: begun) }
            case .waiting(let request, let document):
                if request.spec.kind != .write, running > 0 { return flushed(actions) }
                begin(request, document, &actions)
            case .running, .done: preconditionFailure("begun twice")
            }
            flush()
        }
        return flushed(actions)
    }

    private mutating func begin(_ request: CheckedRequest, _ document: [UInt8]?, _ actions: inout [Action]) {
        let index = begun
        begun += 1
        if let refusal = local.refusal(of: request, in: context) {
            finish(index, Reply.failure(refusal, context.language).bytes)
        } else if let outcome = local.answer(request, in: context) {
            finish(index, outcome.reply.bytes)
            apply(outcome.change, at: index)
        } else if request.verb == .stop || tap.isOpen {
            finish(index, tap.answer(request, context.language).bytes)
        } else {
            running += 1
            isAlone = request.spec.kind != .write
            slots[index].stage = .running(request.spec)
            let ticket = firstTicket + UInt64(index)
            actions.append(.perform(ticket: ticket, request, document: document, context))
        }
    }

    private mutating func finish(_ index: Int, _ reply: [UInt8]) {
        if slots[index].isSignIn { unansweredSignIns -= 1 }
        if slots[index].holdsDocument { heldDocuments -= 1 }
        slots[index].stage = .done(reply)
    }

    private mutating func apply(_ change: SessionChange?, at index: Int) {
        switch change {
        case nil: break
        case .signedIn(let requester): context.requester = requester
        case .signedOut: context.requester = nil
        case .language(let language): context.language = language
        case .watching(let source, let since):
            if ending == nil { tap.open(source, since: since) }
        case .close: cut(behind: max(index + 1, begun))
        }
    }

    /// Ends the session behind the first `count` slots; those after them have not begun and never will.
    private mutating func cut(behind count: Int) {
        slots.removeLast(slots.count - count)
        tap.close()
        if ending == nil { ending = .silent }
    }

    private mutating func flush() {
        while case .done(let reply)? = slots.first?.stage {
            output += reply
            slots.removeFirst()
            firstTicket += 1
            begun -= 1
        }
        sayLast()
    }

    private mutating func flushed(_ actions: [Action]) -> [Action] {
        flush()
        // Events go between replies, and only while the reader takes them.
        guard !isBlocked, let (number, source) = tap.ask() else { return actions }
        return actions + [.listen(number: number, source)]
    }

    private mutating func sayLast() {
        guard slots.isEmpty, case .saying(let word)? = ending else { return }
        ending = .silent
        output += Reply.failure(word, context.language).bytes
    }
}
