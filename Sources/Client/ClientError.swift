package import Booking

/// Why the client itself cannot go on. What the daemon refuses is a reply, not one of these.
package struct ClientError: Error, Hashable, Sendable {
    package enum Kind: Sendable {
        /// What was typed, or a file that was named, is at fault.
        case usage
        /// No connection, or one that was lost or fell silent.
        case unreachable
        /// Something answers that does not speak this protocol.
        case foreign
    }

    package let kind: Kind
    package let message: Bilingual

    package init(_ kind: Kind, zh: String, en: String) {
        self.kind = kind
        message = Bilingual(zh: zh, en: en)
    }

    package static func usage(zh: String, en: String) -> ClientError { ClientError(.usage, zh: zh, en: en) }

    package var exitStatus: ExitStatus { kind == .usage ? .usage : .unreachable }

    /// Whether trying again may help.
    package var isTransient: Bool { kind == .unreachable }
}

/// What `yiqi` ends with.
package enum ExitStatus: Int32, Sendable {
    case done = 0
    /// The daemon answered `ERR`.
    case refused = 1
    case usage = 2
    case unreachable = 3
}
