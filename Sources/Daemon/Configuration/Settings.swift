package import Booking

/// Everything a daemon can be told, typed and inside its allowed range. Made by ``Configuration``; the defaults live in
/// ``SettingTable`` alone.
package struct Settings: Sendable {
    package var listen = Listen()
    package var tls = TLS()
    package var database = Database()
    package var embedded = Embedded()
    package var zone = Zone()
    /// The name of a rule profile, or the path of a policy file.
    package var policy = ""
    /// What the clock reads at the start; nil means the machine's clock.
    package var clockStart: String?
    package var clockWork = ClockWork()
    package var limits = Limits()
    package var pool = Pool()
    package var desk = Desk()
    package var edition = Edition()
    package var waiting = Waiting()
    package var drain = Drain()
    package var log = Log()

    package struct Listen: Sendable {
        package var host = ""
        /// 0 lets the system choose.
        package var port = 0
        /// Where the chosen ports are written once the daemon listens.
        package var portFile: String?
        /// Event loop threads; 0 means one for each core.
        package var threads = 0
    }

    package struct TLS: Sendable {
        package var port = 0
        /// PEM files; both or neither. TLS is offered when they are set.
        package var certificate: String?
        package var key: String?
    }

    package struct Database: Sendable {
        /// libpq connection string or URI; nil means the embedded cluster.
        package var url: String?
        package var connectTimeout = Duration.zero
        package var statementTimeout = Duration.zero
    }

    package struct Embedded: Sendable {
        /// The folder that holds the private cluster, its socket and its lock.
        package var data: String?
        package var bin: String?
        package var user: String?
        package var sharedBuffers = 0
        package var maxWAL = 0
        package var maxConnections = 0
    }

    package struct Zone: Sendable {
        package var code = ""
        package var name = ""
        package var nameEnglish = ""
        /// IANA name.
        package var timezone = ""
        /// The name or path of a table of holidays, or `none`.
        package var holidays = ""
        package var workingHours = WeeklyHours()
        /// The address of the zone's public pages; names things in catalogues.
        package var url: String?
        /// The language in which a session begins.
        package var language = Language.en
    }

    package struct Limits: Sendable {
        package var connections = 0
        package var connectionsPerAddress = 0
        /// Requests of one connection read before their replies are written.
        package var readAhead = 0
        package var idle = Duration.zero
        /// Between signs of life of a session that watches.
        package var watchPing = Duration.zero
        package var handshake = Duration.zero
        package var outboundBytes = 0
        package var outboundTime = Duration.zero
        package var uploadBytes = 0
        /// Failed sign-ins of one address in a minute.
        package var authFailures = 0
    }

    package struct Pool: Sendable {
        package var reads = 0
        package var writes = 0
        package var waiting = 0
        package var acquireTimeout = Duration.zero
    }

    package struct Desk: Sendable {
        package var lanes = 0
        package var batch = 0
    }

    /// What is done by the clock.
    package struct ClockWork: Sendable {
        /// The pause between two looks.
        package var every = Duration.zero
        /// How long after its booked end an unfinished use ends by itself.
        package var finishAfter = Duration.zero
        package var keepKeys = Duration.zero
    }

    package struct Edition: Sendable {
        /// The day of the next month on which a month is sealed; nil: by hand only.
        package var sealDay: Int?
        /// The private key's file; nil: editions are not signed.
        package var key: String?
    }

    package struct Waiting: Sendable {
        /// How long an offer to a waiting list stands at most.
        package var offer = Duration.zero
    }

    package struct Drain: Sendable {
        package var timeout = Duration.zero
    }

    package struct Log: Sendable {
        package enum Level: String, CaseIterable, Sendable { case trace, debug, info, notice, warning, error }
        package enum Format: String, CaseIterable, Sendable { case text, json }

        package var level = Level.info
        package var format = Format.text
    }

    /// The defaults of the table.
    package init() {
        for spec in SettingTable.all {
            guard spec.apply(spec.defaultText, &self) else { preconditionFailure("bad default of \(spec.key)") }
        }
    }
}
