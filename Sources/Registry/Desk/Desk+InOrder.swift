package import Booking
import Synchronization

extension Desk {
    /// Hands in all acts in their order without waiting between them, and waits for all.
    package func perform(inOrder acts: [DeskAct], by requester: Requester) async -> [DeskResult] {
        guard !acts.isEmpty else { return [] }
        let answers = Answers(acts.count)
        await withCheckedContinuation { continuation in
            for (index, act) in acts.enumerated() {
                submit(
                    Ticket(act: act, requester: requester, key: nil, render: { _ in "" }) { result in
                        if answers.set(index, result) { continuation.resume() }
                    })
            }
        }
        return answers.all
    }
}

/// Results in the order of the acts, whatever the order in which they come.
private final class Answers: Sendable {
    private let state: Mutex<(results: [DeskResult?], missing: Int)>

    init(_ count: Int) { state = Mutex((Array(repeating: nil, count: count), count)) }

    /// Whether this was the last.
    func set(_ index: Int, _ result: DeskResult) -> Bool {
        state.withLock { state in
            state.results[index] = result
            state.missing -= 1
            return state.missing == 0
        }
    }

    var all: [DeskResult] { state.withLock { $0.results.compactMap { $0 } } }
}
