import Synchronization
import Wire

@testable import Daemon

/// Answers commands as a test wants: at once with the subject, from another thread, or when released.
final class TestHandler: CommandHandling {
    enum Mode: Sendable { case atOnce, elsewhere, held }

    private struct Held: Sendable {
        let outcome: Outcome
        let complete: @Sendable (Outcome) -> Void
    }

    private struct State {
        var held: [Held] = []
        var begun = 0
    }

    private let mode: Mode
    private let state = Mutex(State())

    init(_ mode: Mode = .atOnce) { self.mode = mode }

    var begun: Int { state.withLock { $0.begun } }
    var held: Int { state.withLock { $0.held.count } }

    func perform(
        _ request: CheckedRequest, document: [UInt8]?, session: SessionContext,
        complete: @escaping @Sendable (Outcome) -> Void
    ) {
        let outcome = outcome(request, document, session)
        state.withLock { $0.begun += 1 }
        switch (mode, request.spec.kind) {
        case (.held, .write): state.withLock { $0.held.append(Held(outcome: outcome, complete: complete)) }
        case (.elsewhere, _): Task.detached { complete(outcome) }
        default: complete(outcome)
        }
    }

    /// Completes all that is held, the last first.
    func release() {
        let held = state.withLock { state in
            defer { state.held = [] }
            return state.held
        }
        for command in held.reversed() { command.complete(command.outcome) }
    }

    private func outcome(_ request: CheckedRequest, _ document: [UInt8]?, _ session: SessionContext) -> Outcome {
        var reply = Reply()
        switch request.verb {
        case .auth:
            guard request["token"] == "good" else {
                return Outcome(error: WireError(.auth, zh: "x", en: "no such token"), language: session.language)
            }
            reply.ok()
            return Outcome(reply, change: .signedIn(.lab))
        case .categories:
            // A long answer: a mebibyte in lines of a kibibyte.
            for _ in 0..<1024 { reply.document(String(repeating: "x", count: 1021)) }
            reply.ok()
        default:
            reply.ok {
                $0.add("n", request.subject ?? "-")
                $0.add("bytes", document.map { String($0.count) })
            }
        }
        return Outcome(reply)
    }
}
