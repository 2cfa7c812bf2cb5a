/// Five-character conditions of SQL and PostgreSQL that the program tells apart.
package enum SQLState {
    package static let uniqueViolation = "23505"
    package static let exclusionViolation = "23P01"
    package static let foreignKeyViolation = "23503"
    package static let checkViolation = "23514"
    package static let notNullViolation = "23502"
    package static let serializationFailure = "40001"
    package static let deadlockDetected = "40P01"
    package static let lockNotAvailable = "55P03"
    package static let queryCancelled = "57014"
    package static let adminShutdown = "57P01"
    package static let unknownPreparedStatement = "26000"
    package static let featureNotSupported = "0A000"
    package static let undefinedTable = "42P01"
    package static let tooManyConnections = "53300"

    /// The server is away, starting, stopping or out of connections.
    static func meansUnavailable(_ state: String) -> Bool {
        state.hasPrefix("08") || state.hasPrefix("57P") || state == tooManyConnections
    }

    /// Classes whose messages name objects of the schema, never values that were sent.
    static func messageIsSafe(_ state: String) -> Bool {
        safeClasses.contains(String(state.prefix(2)))
    }

    private static let safeClasses: Set<String> = [
        "08", "0A", "23", "25", "26", "28", "2D", "34", "3D", "3F", "40", "42", "53", "54", "55", "57", "58",
    ]

    /// The class in words, for messages that cannot be shown.
    static func className(_ state: String) -> String {
        switch state.prefix(2) {
        case "21": "cardinality violation"
        case "22": "data exception"
        case "38", "39": "failure in an external routine"
        case "44": "WITH CHECK OPTION violation"
        case "P0": "raised by a PL/pgSQL function"
        case "XX": "internal error of the server"
        default: "class \(state.prefix(2))"
        }
    }
}
