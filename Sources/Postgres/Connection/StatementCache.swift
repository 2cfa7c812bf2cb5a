/// A statement that the server knows by a name.
final class PreparedStatement {
    struct Key: Hashable {
        let sql: String
        let types: [PostgresType]
    }

    let key: Key
    let name: String
    /// The server has confirmed it.
    var isConfirmed = false
    var lastUse: UInt64 = 0
    /// Columns of its last result.
    var columns: ColumnList?

    init(key: Key, name: String) {
        self.key = key
        self.name = name
    }
}

/// The prepared statements of one connection, by text and parameter types. Names are never used twice, so that a
/// statement that the server forgot cannot be mistaken for another.
struct StatementCache {
    private let limit: Int
    private var statements: [PreparedStatement.Key: PreparedStatement] = [:]
    private var clock: UInt64 = 0
    private var names: UInt64 = 0
    /// Names to be deallocated as soon as no transaction is open.
    private(set) var leaving: [String] = []

    init(limit: Int) { self.limit = max(0, limit) }

    var count: Int { statements.count }

    enum Place {
        case known(PreparedStatement)
        /// To be prepared in this round trip.
        case new(PreparedStatement)
        /// No room: parse it anew each time.
        case none
    }

    /// Finds or makes room for a statement. `mayEvict` is false inside a transaction, where the name of an evicted one
    /// could not be given back without risk to the transaction.
    mutating func place(_ statement: Statement, mayEvict: Bool) -> Place {
        guard statement.isPrepared, limit > 0 else { return .none }
        let key = PreparedStatement.Key(sql: statement.sql, types: statement.binds.map(\.type))
        if let known = statements[key] {
            known.lastUse = clock
            return .known(known)
        }
        if statements.count >= limit {
            guard mayEvict, evictOldest() else { return .none }
        }
        names += 1
        let new = PreparedStatement(key: key, name: "yiqi_\(names)")
        new.lastUse = clock
        statements[key] = new
        return .new(new)
    }

    /// Begins a round trip: what is used in it is not evicted during it.
    mutating func beginUse() { clock += 1 }

    private mutating func evictOldest() -> Bool {
        guard let oldest = statements.values.min(by: { $0.lastUse < $1.lastUse }), oldest.lastUse < clock else {
            return false
        }
        forget(oldest)
        return true
    }

    /// Takes a statement out; the server is told later.
    mutating func forget(_ statement: PreparedStatement) {
        statements[statement.key] = nil
        if statement.isConfirmed { leaving.append(statement.name) }
    }

    /// Ends a round trip: what the server did not get to prepare is not known.
    mutating func dropUnconfirmed(_ planned: [PreparedStatement]) {
        for statement in planned where !statement.isConfirmed { statements[statement.key] = nil }
    }

    mutating func takeLeaving() -> [String] {
        defer { leaving = [] }
        return leaving
    }

    /// The server has forgotten them all (`DISCARD ALL`, a pooler in between).
    mutating func forgetAll() {
        statements = [:]
        leaving = []
    }
}
