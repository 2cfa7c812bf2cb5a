import Postgres

/// What makes commits durable before anybody hears of them.
///
/// A batch holds the lock on the log's end while it commits. Would the commit wait for the disk, every other batch would
/// wait with it; so it does not, and the lane waits behind it, in a transaction of its own that locks nothing, until
/// the server's journal is on disk beyond the commit. The journal has one order: whatever a batch has seen of others
/// was written before its own commit and is flushed with it. A crash between the two loses rows that nobody was told
/// of, and always the last ones, so the chain that remains is whole.
///
/// Others may see what is committed and not yet flushed, for as long as a flush takes. Who tells something on the
/// strength of it that must stay true (the outcome of a repeated key, a sequence number to go on from) puts a barrier
/// behind the reading first.
enum Barrier {
    static let statements = [Statement.begin, Statement(SQL.barrier), Statement.commit]
}
