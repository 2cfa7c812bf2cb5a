import Booking
import Edition
import Registry

extension Settings {
    /// What editions are made with.
    ///
    /// - Throws: ``ConfigurationFault`` where the key cannot be used.
    func press(_ calendar: ZoneCalendar, version: String) throws(ConfigurationFault) -> EditionPress {
        EditionPress(
            zone: identity, calendar: calendar, program: "yiqid \(version)", key: try signingKey())
    }

    /// The zone's key; nil where none is set.
    func signingKey() throws(ConfigurationFault) -> SigningKey? {
        guard let path = edition.key else { return nil }
        let bytes: [UInt8]
        do { bytes = try Files.read(path, atMost: 1 << 16) } catch {
            throw ConfigurationFault(problems: ["edition.key: \(error)"])
        }
        guard let key = SigningKey(pem: String(decoding: bytes, as: UTF8.self)) else {
            throw ConfigurationFault(problems: [
                "edition.key: \(path) is no Ed25519 private key in PEM; yiqid keygen FILE makes one"
            ])
        }
        return key
    }
}
