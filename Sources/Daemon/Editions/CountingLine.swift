import Booking
import Registry
import Wire

/// Months counted on somebody's request: one at a time, so that what anybody may ask for never takes more than one
/// connection and one processor. A draft serves all who ask until the log has moved on.
actor CountingLine {
    struct Draft: Sendable {
        let month: Month
        let tables: [Table]
        /// The users and reply times behind the counts. Not for anybody to see.
        let detail: Table
        let needs: [LedgerNeeds]
        let computed: Instant
        fileprivate let sequence: Int64
    }

    /// Requests that may wait for those before them.
    private static let most = 16
    /// A draft of a month that is not over ages by the clock as well.
    private static let age = Span.minutes(1)

    private let reader: Reader
    private var waiting = 0
    private var tail: Task<Void, Never>?
    private var last: Draft?

    init(reader: Reader) {
        self.reader = reader
    }

    /// Does one thing after those that were asked for before.
    func inTurn<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        guard waiting < Self.most else {
            throw WireError.busy(
                retryAfter: 5, zh: "正在统计的月份过多，请稍后再试。", en: "Too many months are being counted; try again shortly.")
        }
        waiting += 1
        defer { waiting -= 1 }
        let before = tail
        let task = Task {
            await before?.value
            return try await work()
        }
        tail = Task { _ = try? await task.value }
        return try await task.value
    }

    func draft(of month: Month) async throws -> Draft { try await inTurn { try await self.count(month) } }

    private func count(_ month: Month) async throws -> Draft {
        let sequence = try await reader.figures().logSequence
        let now = reader.clock.now()
        if let last, last.month == month, last.sequence == sequence, now - last.computed < Self.age,
            last.computed <= now
        {
            return last
        }
        let ledger = try await reader.ledger(of: month)
        let (tables, detail) = await OwnThread.run {
            (ledger.tables + [Revision.table([])], ledger.detailTable)
        }
        let draft = Draft(
            month: month, tables: tables, detail: detail, needs: LedgerNeeds.counted(ledger.needs), computed: now,
            sequence: sequence)
        last = draft
        return draft
    }
}
