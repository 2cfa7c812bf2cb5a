package import Booking

/// What is known of a sealed edition beside its files.
package struct SealedEdition: Sendable {
    package let id: Int64
    package let month: Month
    package let revision: Int
    package let sealedAt: Instant
    /// The account, or `yiqid` for the clock.
    package let sealedBy: String
    package let policyProfile: String
    package let policyVersion: Int
    package let program: String
    /// Of its `SHA256SUMS`, in hexadecimal.
    package let sha256: String
    /// PEM; nil where it is not signed.
    package let publicKey: String?
    /// Cells that it corrects in the revision before.
    package let corrections: Int
    /// The edition sealed before it; nil for the first of all.
    package let previous: Link?
    /// Whether something happened to the month after this, its last edition.
    package let isLate: Bool

    package struct Link: Hashable, Sendable {
        package let month: Month
        package let revision: Int
        package let sha256: String

        /// `2026-11/r0`
        package var name: String { "\(month)/r\(revision)" }
    }

    /// `2026-11/r0`
    package var name: String { "\(month)/r\(revision)" }
}

/// A file of a sealed edition.
package struct SealedFile: Sendable {
    package let name: String
    /// Bytes.
    package let size: Int
    package let sha256: String
}

/// A piece of such a file.
package struct SealedPiece: Sendable {
    package let bytes: [UInt8]
    package let file: SealedFile
}

/// Something that happened to a month after its last edition was made.
package struct LateFact: Sendable {
    package let id: Int64
    package let instrument: InstrumentPath
    /// The state that a booking came to, or `closure`.
    package let fact: String
}

/// An edition as it is to be kept: made from one snapshot, in the order of the chain.
package struct EditionDraft: Sendable {
    package struct File: Sendable {
        /// `zone`, `park:zhangjiang`, `unit:siom`
        package let scope: String
        package let name: String
        package let sha256: String
        package let bytes: [UInt8]

        package init(scope: String, name: String, sha256: String, bytes: [UInt8]) {
            self.scope = scope
            self.name = name
            self.sha256 = sha256
            self.bytes = bytes
        }
    }

    package let month: Month
    package let revision: Int
    /// The edition that was the last when this one was made; it is kept only while that is so.
    package let previous: Int64?
    package let sealedAt: Instant
    package let policy: Policy
    package let program: String
    package let sha256: String
    package let publicKey: String?
    package let corrections: Int
    package let detail: [UInt8]
    package let files: [File]
    /// Late facts that it has taken in.
    package let settled: [Int64]

    package init(
        month: Month, revision: Int, previous: Int64?, sealedAt: Instant, policy: Policy, program: String,
        sha256: String, publicKey: String?, corrections: Int, detail: [UInt8], files: [File], settled: [Int64]
    ) {
        self.month = month
        self.revision = revision
        self.previous = previous
        self.sealedAt = sealedAt
        self.policy = policy
        self.program = program
        self.sha256 = sha256
        self.publicKey = publicKey
        self.corrections = corrections
        self.detail = detail
        self.files = files
        self.settled = settled
    }
}
