package import Booking
internal import Glibc

/// Finds a time zone's rules on this machine.
package enum ZoneFile {
    /// - Throws: a fault that names the setting, for it is the only place where zones are named.
    package static func load(_ name: String) throws(ConfigurationFault) -> ZoneCalendar {
        let folders = [getenv("TZDIR").map { String(cString: $0) }, "/usr/share/zoneinfo", "/usr/lib/zoneinfo"]
        for case let folder? in folders {
            guard let bytes = try? Files.read(folder + "/" + name, atMost: 1 << 20) else { continue }
            do {
                return try ZoneCalendar(name: name, tzif: bytes)
            } catch {
                throw ConfigurationFault(problems: ["zone.timezone: \(error)"])
            }
        }
        throw ConfigurationFault(problems: [
            "zone.timezone: this machine does not know \(name); an IANA name such as Asia/Shanghai is allowed, "
                + "and its rules must be installed (often a package tzdata)"
        ])
    }
}
