import Synchronization

/// A number that several tasks count with.
final class Counter: Sendable {
    private let number = Atomic<Int>(0)
    private let highest = Atomic<Int>(0)

    var value: Int { number.load(ordering: .relaxed) }
    /// The highest value there ever was.
    var peak: Int { highest.load(ordering: .relaxed) }

    func add(_ change: Int) {
        highest.max(number.add(change, ordering: .relaxed).newValue, ordering: .relaxed)
    }
}
