package import Booking
package import Wire

/// What a command may know of the connection that it came by.
package struct SessionContext: Sendable {
    /// Nil until someone has signed in.
    package var requester: Requester?
    /// Of messages; codes and names are the same in all.
    package var language: Language
    /// Address and port, for logs.
    package let remote: String
    package let isLoopback: Bool
    package let tls: Bool
    /// Of the connection; unique in this process.
    package let id: UInt64

    package init(
        requester: Requester? = nil, language: Language, remote: String, isLoopback: Bool, tls: Bool, id: UInt64
    ) {
        self.requester = requester
        self.language = language
        self.remote = remote
        self.isLoopback = isLoopback
        self.tls = tls
        self.id = id
    }
}

/// What a command does to its own connection.
package enum SessionChange: Sendable {
    case signedIn(Requester)
    case signedOut
    case language(Language)
    /// After the reply events follow, from the given place of the log on, until STOP.
    case watching(any EventSource, since: Int64)
    /// After the reply; what the client sent behind the command is not done.
    case close
}

/// Where a watching session's events come from. Asked for one piece at a time, when the session can take it: a reader
/// that is slow is not sent more, and nothing is kept for it.
package protocol EventSource: Sendable {
    /// The next piece; waits until there is one, or until it is time for a sign of life. Ends early when cancelled.
    func next() async -> EventPiece
}

package enum EventPiece: Sendable {
    /// Whole lines, each with its LF, and the place in the log behind them.
    case lines([UInt8], to: Int64)
    /// The session may watch no longer.
    case over(WireError)
}

/// How a command ended.
package struct Outcome: Sendable {
    /// Complete, with its final line.
    package var reply: Reply
    package var change: SessionChange?

    package init(_ reply: Reply, change: SessionChange? = nil) {
        self.reply = reply
        self.change = change
    }

    package init(error: WireError, language: Language) {
        self.init(.failure(error, language))
    }
}

/// Performs the commands that the shell does not answer by itself.
package protocol CommandHandling: Sendable {
    /// Begins a command. Called on an event loop, in the order of each session: hands over and returns, never waits.
    ///
    /// The request has passed the command table, and the session's role may give it; areas are judged here.
    /// - Parameters:
    ///   - document: the upload behind the request, where the command takes one: raw bytes, each line ended by LF.
    ///   - complete: to be called once, from any thread. Several writes of one session may be unfinished together; a
    ///     read is alone in its session until it completes.
    func perform(
        _ request: CheckedRequest, document: [UInt8]?, session: SessionContext,
        complete: @escaping @Sendable (Outcome) -> Void)
}
