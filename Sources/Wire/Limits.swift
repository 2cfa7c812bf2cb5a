/// Bounds of the protocol, each with its reason. Lengths are in bytes and count a line's LF.
package enum Limits {
    /// A request is typed or written by a short script; the longest honest one (a purpose in Chinese, a long note)
    /// stays far below this, and a connection's buffer can be promised for thousands of connections.
    package static let requestLine = 8_192

    /// A row of an inventory may carry paragraphs of description in one cell; a reply's line has the same bound.
    package static let documentLine = 65_536

    /// The whole of an upload. The register of all 53,000 centrally owned instruments of the country, at some 500
    /// bytes each, would just fit; a single unit's list is a hundred times smaller.
    package static let upload = 32 * 1_024 * 1_024

    /// `key=`: room for a UUID, an order number or a hash in hexadecimal.
    package static let keyLength = 64

    /// Fields in one request: twice the number that the richest command knows, so that mistakes are named one by one
    /// and a line of nothing but fields is cut short.
    package static let fields = 64

    /// How much of bad input a message quotes, in characters: enough to recognise it, too little to flood a log.
    package static let snippet = 40

    /// How much of a refused line is kept to see what it was meant to be, in bytes.
    package static let opening = 64
}

/// Where a daemon listens unless it is told otherwise.
package enum WireDefaults {
    /// Y-I-Q-I on a telephone's keypad.
    package static let port = 9_474
    package static let tlsPort = 9_475
    /// The protocol's name and version, the first word of the greeting.
    package static let version = "yiqi/1"
}
