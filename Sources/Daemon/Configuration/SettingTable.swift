internal import Booking

/// Every setting there is, in the order of the annotated file. Keys, defaults and ranges stand here and nowhere else.
package enum SettingTable {
    package static let all: [SettingSpec] = listening + storing + zoning + publishing + limiting + running

    package static let keys: [String] = all.map(\.key)

    package static func spec(_ key: some StringProtocol) -> SettingSpec? { all.first { $0.key == key } }

    private static let listening: [SettingSpec] = [
        .text(
            "listen.host", "127.0.0.1", allowed: "an address or a host name of this machine",
            reason: "Loopback keeps an unencrypted port off the network.",
            consequence: "On another address everyone who reaches it can ask; signing in then needs TLS."
        ) { $1.listen.host = $0 },
        .integer(
            "listen.port", "9474", 0...65535, reason: "Y-I-Q-I on a keypad. 0 lets the system choose.",
            consequence: "Clients must be told of another port."
        ) { $1.listen.port = $0 },
        .optional(
            "listen.port-file", allowed: "a path, or nothing",
            reason: "Tells scripts and tests the port that was chosen, once the daemon listens.",
            consequence: "The plain port on the first line, with TLS its port on the second."
        ) { $1.listen.portFile = $0 },
        .integer(
            "listen.threads", "0", 0...256, reason: "Threads that read and write connections; 0 is one for each core.",
            consequence: "More than there are cores only adds switching."
        ) { $1.listen.threads = $0 },
        .integer(
            "tls.port", "9475", 0...65535, reason: "The port that speaks TLS from its first byte.",
            consequence: "Opened only when a certificate and its key are set. 0 lets the system choose."
        ) { $1.tls.port = $0 },
        .optional(
            "tls.certificate", allowed: "the path of a PEM file, or nothing",
            reason: "The certificate chain, the server's own first.",
            consequence: "Without it only the plain port is opened, and no one can sign in from another machine."
        ) { $1.tls.certificate = $0 },
        .optional(
            "tls.key", allowed: "the path of a PEM file, or nothing", reason: "The certificate's private key.",
            consequence: "Needed with tls.certificate and useless without it."
        ) { $1.tls.key = $0 },
    ]

    private static let zoning: [SettingSpec] = [
        .text(
            "zone.code", "zone", allowed: "1 to 32 lowercase letters, digits and hyphens",
            reason: "Names the zone's office in account names.", consequence: "Chosen once, before the first start.",
            check: { (1...32).contains($0.utf8.count) && $0.utf8.allSatisfy(isCodeByte) }
        ) { $1.zone.code = $0 },
        .text(
            "zone.name", "张江示范区", allowed: "a name", reason: "Said in the greeting and in exports.",
            consequence: "Only words change."
        ) { $1.zone.name = $0 },
        .text(
            "zone.name-en", "Zhangjiang Demonstration Zone", allowed: "a name",
            reason: "The same for readers of English.", consequence: "Only words change."
        ) { $1.zone.nameEnglish = $0 },
        .text(
            "zone.timezone", "Asia/Shanghai", allowed: "an IANA time zone name, such as Asia/Shanghai",
            reason: "Wall-clock times without an offset, months and weeks are read in it.",
            consequence: "A wrong zone shifts every time typed without an offset.",
            check: { !$0.isEmpty && !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") }
        ) { $1.zone.timezone = $0 },
        .text(
            "zone.holidays", "cn", allowed: "the name of a table of holidays, its path, or none",
            reason:
                "Says which days are working days: they decide when a disclosure is overdue, when a rise of a price "
                + "takes effect, and how long a unit has to answer.",
            consequence: "With none, and in a year that the table does not have, every Monday to Friday is worked."
        ) { $1.zone.holidays = $0 },
        .text(
            "zone.working-hours", WorkingTime.usualHours.description,
            allowed: "weekly hours, such as mon-fri 09:00-12:00,13:00-17:00",
            reason: "Clocks that count working hours run only then. A Saturday or Sunday worked for a holiday has "
                + "Monday's hours.",
            consequence: "Shorter hours give units more days to answer in.",
            check: { ((try? WeeklyHours(text: $0))?.minutesAWeek ?? 0) > 0 }
        ) { $1.zone.workingHours = (try? WeeklyHours(text: $0)) ?? WorkingTime.usualHours },
        .optional(
            "zone.url", allowed: "an address that begins with https:// or http://, or nothing",
            reason: "Where the zone's public pages are: catalogues for other registers name instruments under it.",
            consequence:
                "Left empty, a catalogue's names are relative, and instruments without an identifier of their own that "
                + "leads somewhere are left out of PIDINST."
        ) { $1.zone.url = $0 },
        .choice(
            "zone.language", Language.en, reason: "The language of messages until a session says LANG.",
            consequence: "Codes and field names are the same in both."
        ) { $1.zone.language = $0 },
        .optional(
            "clock.start", allowed: "a time with its offset, such as 2026-12-01T09:00:00+08:00, or nothing",
            reason:
                "Lets a demonstration or a test live on a chosen day: the clock reads this at the start and runs on.",
            consequence: "Left empty, the machine's clock is used, as it must be for real bookings."
        ) { $1.clockStart = $0 },
        .duration(
            "clock.every", "15s", .milliseconds(10)...(.seconds(3600)),
            reason: "How often the daemon looks for what has fallen due: requests to escalate, grant or let lapse.",
            consequence: "Seldom means late; what was missed is always caught up with."
        ) { $1.clockWork.every = $0 },
        .duration(
            "clock.finish-after", "24h", .seconds(60)...(.seconds(2_592_000)),
            reason: "How long after its booked end a use that nobody finished ends by itself, as booked.",
            consequence: "Too short and overtime is lost; too long and the next user's START waits for a FINISH."
        ) { $1.clockWork.finishAfter = $0 },
        .duration(
            "clock.keep-keys", "30d", .seconds(2_592_000)...(.seconds(315_360_000)),
            reason: "How long the keys of requests are kept, so that a repeat is known as one.",
            consequence: "The protocol promises 30 days; more takes more room."
        ) { $1.clockWork.keepKeys = $0 },
        .text(
            "policy", "zhangjiang", allowed: "the name of a rule profile, or the path of a policy file",
            reason: "Which rules hold, with which numbers.",
            consequence:
                "Bookings are judged by it from the next start on. Daemons that share a database all go by the one "
                + "that was started last."
        ) { $1.policy = $0 },
    ]

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
