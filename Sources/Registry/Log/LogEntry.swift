import Booking
import Crypto

/// One act that changed something, before it has its place in the chain.
struct LogEntry: Sendable {
    let account: String
    let act: String
    let subject: String
    let before: String?
    let after: String?
    /// The version under which it was decided; nil for the zone's.
    var policyVersion: Int?
}

/// The end of the log: every row's hash covers the row before it.
///
/// `hash = SHA-256(previous hash ‖ row)`, where the row is its fields joined by U+001F: sequence, time (seconds since
/// 1970), account, act, subject, before, after, policy version; an absent before or after is empty.
struct LogChain: Equatable, Sendable {
    private(set) var sequence: Int64
    private(set) var hash: [UInt8]

    init(sequence: Int64, hash: [UInt8]) {
        self.sequence = sequence
        self.hash = hash
    }

    /// Appends a row and returns its hash.
    mutating func append(_ entry: LogEntry, at now: Instant, policyVersion: Int) -> [UInt8] {
        sequence += 1
        var row = hash
        row.reserveCapacity(768)
        func add(_ text: String) {
            row.append(contentsOf: text.utf8)
            row.append(0x1F)
        }
        add(String(sequence))
        add(String(now.seconds))
        add(entry.account)
        add(entry.act)
        add(entry.subject)
        add(entry.before ?? "")
        add(entry.after ?? "")
        row.append(contentsOf: String(policyVersion).utf8)
        hash = Array(SHA256.hash(data: row))
        return hash
    }
}
