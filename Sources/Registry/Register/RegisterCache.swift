import Booking
import Synchronization

/// What this daemon remembers of instruments. Never trusted by itself: the desk compares versions under its locks.
final class RegisterCache: Sendable {
    /// Beyond this the memory is emptied: about 2 kB an entry, so some 100 MB at worst.
    private static let capacity = 50_000

    let policies = PolicyBook()
    private let entries = Mutex<[InstrumentID: RegisterEntry]>([:])

    subscript(_ id: InstrumentID) -> RegisterEntry? { entries.withLock { $0[id] } }

    /// The entries remembered among `ids`, in one visit.
    func remembered(_ ids: some Sequence<InstrumentID>) -> [InstrumentID: RegisterEntry] {
        entries.withLock { entries in
            var found: [InstrumentID: RegisterEntry] = [:]
            for id in ids where found[id] == nil { found[id] = entries[id] }
            return found
        }
    }

    /// Keeps the newer of what was known and what was read.
    func remember(_ read: [InstrumentID: RegisterEntry]) {
        guard !read.isEmpty else { return }
        entries.withLock { entries in
            if entries.count + read.count > Self.capacity { entries.removeAll() }
            for (id, entry) in read where (entries[id]?.version ?? 0) <= entry.version { entries[id] = entry }
        }
    }
}
