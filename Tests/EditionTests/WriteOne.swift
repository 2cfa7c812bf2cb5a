import Booking
import Edition
import Glibc
import Testing

/// Leaves one edition where `YIQI_KEEP` says, for looking at.
@Test(.enabled(if: getenv("YIQI_KEEP") != nil)) func keepOne() throws {
    let folder = String(cString: getenv("YIQI_KEEP"))
    let key = SigningKey()
    let files = try EditionFiles.make(head(november(5)), tables: november(5).tables, key: key)
    try EditionFolder.write(files, to: "\(folder)/2026-11/r0")
    try EditionFolder.write(Array(key.verifying.pem.utf8), to: "\(folder)/key.pub")
    try EditionFolder.write(Array(MadeBulletin(5).page.utf8), to: "\(folder)/bulletin.html")
}
