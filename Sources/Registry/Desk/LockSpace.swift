import Postgres

/// The advisory locks, in the order in which every writer takes them.
enum LockSpace: Int32 {
    /// The account behind a keyed act on the register: a repeat waits for the first, and then finds its key.
    case account = 0
    /// A holder unit's inventory: which instruments there are.
    case inventory = 1
    case instrument = 2
    case organisation = 3

    /// Locks `ids`, lowest first.
    func lock(_ ids: some Sequence<Int64>) -> Statement {
        Statement(SQL.lock, .int4(rawValue), .int4s(ids.sorted().map { Int32(truncatingIfNeeded: $0) }))
    }
}
