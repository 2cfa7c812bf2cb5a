import Booking
import Postgres

extension Instant {
    init(_ timestamp: Timestamp) {
        self.init(
            seconds: timestamp.microseconds >= 0
                ? timestamp.microseconds / 1_000_000 : (timestamp.microseconds - 999_999) / 1_000_000)
    }

    var timestamp: Timestamp { Timestamp(microseconds: seconds * 1_000_000) }
}

/// The database holds a value that this program does not know: written by a newer one, or by hand.
struct UnknownValue: Error, CustomStringConvertible {
    let column: String
    let value: String
    var description: String { "the database has the unknown value '\(value)' in \(column)" }
}

extension Row {
    func instant(_ column: Int) throws -> Instant { Instant(try decode(column, as: Timestamp.self)) }
    func instant(optional column: Int) throws -> Instant? {
        try decode(column, as: Timestamp?.self).map { Instant($0) }
    }
    func id<Of>(_ column: Int, of: Identifier<Of>.Type = Identifier<Of>.self) throws -> Identifier<Of> {
        Identifier(rawValue: try decode(column, as: Int64.self))
    }
    func id<Of>(optional column: Int, of: Identifier<Of>.Type = Identifier<Of>.self) throws -> Identifier<Of>? {
        try decode(column, as: Int64?.self).map { Identifier(rawValue: $0) }
    }
    func text(_ column: Int) throws -> String { try decode(column, as: String.self) }
    func text(optional column: Int) throws -> String? { try decode(column, as: String?.self) }
    func int(_ column: Int) throws -> Int { Int(try decode(column, as: Int32.self)) }

    /// A word that must be one of `Value`'s.
    func word<Value: RawRepresentable<String>>(_ column: Int, _ name: String) throws -> Value {
        let text = try decode(column, as: String.self)
        guard let value = Value(rawValue: text) else { throw UnknownValue(column: name, value: text) }
        return value
    }
}
