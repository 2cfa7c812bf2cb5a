import CLibPQ

/// A message sent with NOTIFY.
package struct PostgresNotification: Sendable, Hashable {
    package let channel: String
    /// Empty when none was given; at most 8000 bytes.
    package let payload: String
    /// Process number of the sending backend.
    package let sender: Int32
}

extension PostgresConnection {
    /// Moves what libpq has collected into ``heard``; without LISTEN there is nothing.
    func takeNotifications() {
        while let session, let note = PQnotifies(session) {
            heard.append(
                PostgresNotification(
                    channel: String(cString: note.pointee.relname), payload: String(cString: note.pointee.extra),
                    sender: note.pointee.be_pid))
            PQfreemem(note)
        }
    }
}
