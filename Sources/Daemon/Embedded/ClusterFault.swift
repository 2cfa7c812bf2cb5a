/// Why the embedded cluster cannot be had, in words for the person who starts the daemon: what is wrong, what would help.
package struct ClusterFault: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        /// `inUse`: another daemon runs the cluster; `folderInUse`: something else stands in the way.
        case programsMissing, wrongVersion, extensionMissing, folderInUse, inUse, permission, diskFull, pathTooLong,
            failed
    }

    package let kind: Kind
    package let description: String

    init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    /// Reads a cause out of what PostgreSQL's programs said.
    static func read(_ tail: String, doing: String) -> Self {
        if tail.contains("No space left on device") || tail.contains("Disk quota exceeded") {
            return Self(.diskFull, "\(doing): the disk is full. Free some space, or move embedded.data.\n\(tail)")
        }
        if tail.contains("Permission denied") {
            return Self(.permission, "\(doing): permission denied. See embedded.data and embedded.user.\n\(tail)")
        }
        if tail.contains("Cannot allocate memory") || tail.contains("could not create shared memory") {
            return Self(.failed, "\(doing): not enough memory. Lower embedded.shared-buffers.\n\(tail)")
        }
        return Self(.failed, "\(doing):\n\(tail)")
    }
}
