import Postgres

/// The advisory locks, in the order in which every writer takes them.
enum LockSpace: Int32 {
    /// The policies of all places: shared by all who judge by them (`desk_begin.sql`), alone for who changes one. The
    /// first lock of every writer.
    case policy = 4
    /// The account behind a keyed act on the register: a repeat waits for the first, and then finds its key.
    case account = 0
    /// A holder unit's inventory: which instruments there are.
    case inventory = 1
    case instrument = 2
    case organisation = 3
    /// The operators of a holder unit, which all of its instruments share; taken after everything else but the log.
    case staff = 5

    /// Locks `ids`, lowest first.
    func lock(_ ids: some Sequence<Int64>) -> Statement {
        Statement(SQL.lock, .int4(rawValue), .int4s(ids.sorted().map { Int32(truncatingIfNeeded: $0) }))
    }

    /// To judge by policies that stay as they are until the end of the transaction; alone, to change them.
    static func policies(alone: Bool) -> Statement {
        alone ? policy.lock([0]) : Statement(SQL.policyLockShared, .int4(policy.rawValue))
    }
}
