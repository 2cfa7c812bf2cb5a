import Booking
import Wire

@testable import Daemon

/// A session without a socket: lines in, begun commands and replies out.
struct SessionBench {
    var state: SessionState
    var reader = RequestReader()
    /// Commands begun and not completed, in order.
    var underWay: [(ticket: UInt64, request: CheckedRequest, document: [UInt8]?)] = []
    var failedSignIns = 0
    /// Pieces of events that were asked for, by their numbers.
    var asked: [UInt64] = []
    private var input: [UInt8] = []

    init(
        _ requester: Requester? = .lab, loopback: Bool = true, tls: Bool = false, readAhead: Int = 100,
        pause: Int? = nil
    ) {
        let context = SessionContext(
            requester: requester, language: .en, remote: "test", isLoopback: loopback, tls: tls, id: 1)
        state = SessionState(
            context, readAhead: readAhead, local: LocalCommands(time: { "now" }, signInPause: { pause }))
    }

    /// What has come and was not wanted yet.
    var waiting: Int { input.count }

    mutating func send(_ text: String) {
        input += Array(text.utf8)
        pull()
    }

    mutating func pull() {
        while state.wantsInput, !input.isEmpty {
            reader.refusesUploads = state.uploadRefusal
            var offset = 0
            let bytes = input
            let incoming = reader.next(bytes.span.bytes, at: &offset)
            input.removeFirst(offset)
            guard let incoming else { return }
            note(state.receive(incoming))
        }
    }

    mutating func complete(_ index: Int, _ text: String, change: SessionChange? = nil) {
        let command = underWay.remove(at: index)
        note(state.complete(command.ticket, Outcome(reply(text), change: change)))
        pull()
    }

    mutating func fail(_ index: Int) {
        let command = underWay.remove(at: index)
        let error = WireError(.auth, zh: "", en: "no such token")
        note(state.complete(command.ticket, Outcome(error: error, language: .en)))
        pull()
    }

    mutating func note(_ actions: [SessionState.Action]) {
        for action in actions {
            switch action {
            case .perform(let ticket, let request, let document, _): underWay.append((ticket, request, document))
            case .signInFailed: failedSignIns += 1
            case .listen(let number, _): asked.append(number)
            }
        }
    }

    /// The lines that can go out, each shortened to its first two words.
    mutating func replies() -> [String] {
        String(decoding: state.takeOutput(), as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: " ").prefix(2).joined(separator: " ")
        }
    }

    var verbs: [String] { underWay.map(\.request.verb.rawValue) }

    private func reply(_ text: String) -> Reply {
        var reply = Reply()
        reply.ok { $0.add("n", text) }
        return reply
    }
}

extension Requester {
    static func some(_ kind: Organisation.Kind) -> Requester {
        Requester(
            account: AccountID(1), name: "unit/person", organisation: OrganisationID(1), kind: kind, park: nil)
    }

    static let lab = some(.unit)
    static let firm = some(.firm)
}
