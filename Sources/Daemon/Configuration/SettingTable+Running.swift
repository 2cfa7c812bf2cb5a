extension SettingTable {
    static let storing: [SettingSpec] = [
        .optional(
            "database.url", allowed: "a libpq connection string or URI, or nothing",
            reason: "Uses that PostgreSQL server; several hosts may be named.",
            consequence: "Left empty, the daemon creates and runs a private cluster of its own."
        ) { $1.database.url = $0 },
        .duration(
            "database.connect-timeout", "5s", .seconds(1)...(.seconds(300)),
            reason: "How long one try at one host may take.",
            consequence: "Too short fails over a slow network; too long delays the move to the next host."
        ) { $1.database.connectTimeout = $0 },
        .duration(
            "database.statement-timeout", "30s", .seconds(1)...(.seconds(3600)),
            reason: "Bounds a statement that waits or runs away.",
            consequence: "Too short refuses the exports of a large zone."
        ) { $1.database.statementTimeout = $0 },
        .optional(
            "embedded.data", allowed: "the path of a folder, or nothing",
            reason: "Where the private cluster lives, with its socket and lock.",
            consequence: "Left empty: /var/lib/yiqi for root, else yiqi in $XDG_DATA_HOME or ~/.local/share."
        ) { $1.embedded.data = $0 },
        .optional(
            "embedded.bin", allowed: "the path of the folder with initdb and postgres, or nothing",
            reason: "Which PostgreSQL to run.",
            consequence: "Left empty: the newest under /usr/lib/postgresql or on PATH that fits the data folder."
        ) { $1.embedded.bin = $0 },
        .optional(
            "embedded.user", allowed: "the name of a user of this machine, or nothing",
            reason: "PostgreSQL refuses to run as root; a daemon started by root runs it as this user.",
            consequence:
                "Left empty: the owner of an existing cluster, else postgres, else nobody. Without root: unused."
        ) { $1.embedded.user = $0 },
        .bytes(
            "embedded.shared-buffers", "256MiB", (1 << 20)...(64 << 30),
            reason: "PostgreSQL's own cache; a quarter of the memory at most.",
            consequence: "Too large and the cluster does not start; too small and reads go to the disk."
        ) { $1.embedded.sharedBuffers = $0 },
        .bytes(
            "embedded.max-wal-size", "4GiB", (64 << 20)...(256 << 30),
            reason: "How much log may gather between checkpoints.",
            consequence: "Small means frequent checkpoints and slower writes; large needs the disk space."
        ) { $1.embedded.maxWAL = $0 },
        .integer(
            "embedded.max-connections", "50", 10...1000, reason: "Room for the pools, the listeners and a visitor.",
            consequence: "Must exceed pool.reads + pool.writes by at least 5."
        ) { $1.embedded.maxConnections = $0 },
        .integer(
            "pool.reads", "4", 1...200, reason: "Connections for commands that only look.",
            consequence: "More than the database has cores brings little."
        ) { $1.pool.reads = $0 },
        .integer(
            "pool.writes", "4", 1...200, reason: "Connections for the desk's lanes and other writes.",
            consequence: "Must be at least desk.lanes."
        ) { $1.pool.writes = $0 },
        .integer(
            "pool.waiting", "1024", 1...1_000_000, reason: "Commands that may wait for a connection.",
            consequence: "Beyond it a command is answered busy at once."
        ) { $1.pool.waiting = $0 },
        .duration(
            "pool.acquire-timeout", "5s", .milliseconds(100)...(.seconds(120)),
            reason: "How long a command may wait for a connection.",
            consequence: "After it the command is answered unavailable."
        ) { $1.pool.acquireTimeout = $0 },
        .integer(
            "desk.lanes", "2", 1...64, reason: "Batches that may be in commit side by side.",
            consequence: "More lanes make smaller batches."
        ) { $1.desk.lanes = $0 },
        .integer(
            "desk.batch", "256", 1...4096, reason: "Acts written in one transaction at most.",
            consequence: "Larger batches commit more at once and make each wait longer."
        ) { $1.desk.batch = $0 },
    ]

    static let limiting: [SettingSpec] = [
        .integer(
            "limits.connections", "2048", 1...1_000_000, reason: "Bounds memory and file descriptors.",
            consequence: "Beyond it a newcomer is answered busy and closed."
        ) { $1.limits.connections = $0 },
        .integer(
            "limits.connections-per-address", "256", 1...1_000_000,
            reason: "Keeps one machine from taking every place; loopback is not counted.",
            consequence: "Many people behind one address share it."
        ) { $1.limits.connectionsPerAddress = $0 },
        .integer(
            "limits.read-ahead", "128", 1...65536, reason: "Requests of one connection read before they are answered.",
            consequence: "Further ones wait in the network, not in memory; nothing is dropped."
        ) { $1.limits.readAhead = $0 },
        .duration(
            "limits.idle", "10m", .milliseconds(100)...(.seconds(604_800)),
            reason: "A connection without a request for so long is closed with a word.",
            consequence: "Too short annoys people who type; too long keeps dead connections."
        ) { $1.limits.idle = $0 },
        .duration(
            "limits.watch-ping", "30s", .milliseconds(100)...(.seconds(3600)),
            reason: "A session that watches gets a sign of life after so long without an event.",
            consequence: "Too long and broken connections are noticed late; too short and lines are busy with nothing."
        ) { $1.limits.watchPing = $0 },
        .duration(
            "limits.handshake", "10s", .milliseconds(100)...(.seconds(600)),
            reason: "How long a newcomer on the TLS port may take to agree on keys.",
            consequence: "Too short refuses slow lines."
        ) { $1.limits.handshake = $0 },
        .bytes(
            "limits.outbound-bytes", "1MiB", (4 << 10)...(1 << 30),
            reason: "Replies waiting for a slow reader; above it nothing more of that connection is read or begun.",
            consequence: "Memory: at most about this times the connections, plus one long reply each."
        ) { $1.limits.outboundBytes = $0 },
        .duration(
            "limits.outbound-time", "30s", .milliseconds(100)...(.seconds(3600)),
            reason: "A reader above limits.outbound-bytes must take that many bytes within this time.",
            consequence: "A slower one is closed; too short cuts off long exports on slow lines."
        ) { $1.limits.outboundTime = $0 },
        .bytes(
            "limits.upload-bytes", "32MiB", (1 << 10)...(1 << 30), reason: "The largest list that PUBLISH takes.",
            consequence: "A larger one is read to its end and refused."
        ) { $1.limits.uploadBytes = $0 },
        .integer(
            "limits.auth-failures", "10", 1...100_000, reason: "Failed sign-ins of one address in a minute.",
            consequence: "Beyond it AUTH is answered busy until the minute has passed; guessing becomes hopeless."
        ) { $1.limits.authFailures = $0 },
    ]

    static let publishing: [SettingSpec] = [
        .integer(
            "edition.seal-day", "10", 0...28,
            reason: "The day of the next month, in the zone's time, at whose beginning a month's edition is sealed.",
            consequence: "Early leaves little time for late facts, which then need a revision. 0: by SEAL alone."
        ) { $1.edition.sealDay = $0 == 0 ? nil : $0 },
        .optional(
            "edition.key", allowed: "the path of a key made by yiqid keygen, or nothing",
            reason: "Signs the monthly editions.",
            consequence: "Left empty, editions are sealed without a signature and say so."
        ) { $1.edition.key = $0 },
    ]

    static let running: [SettingSpec] = [
        .duration(
            "waiting.offer", "4h", .seconds(1)...(.seconds(604_800)),
            reason: "How long freed time is held for the first on a waiting list; never into the notice of rule B4.",
            consequence: "Too long keeps others waiting; too short passes over those who do not look all the time."
        ) { $1.waiting.offer = $0 },
        .duration(
            "drain.timeout", "30s", .milliseconds(100)...(.seconds(3600)),
            reason: "How long accepted requests may take to be answered after SIGTERM.",
            consequence: "After it the connections that are left are cut."
        ) { $1.drain.timeout = $0 },
        .choice(
            "log.level", Settings.Log.Level.info, reason: "The least serious line that is written to stderr.",
            consequence: "debug and trace slow the daemon down."
        ) { $1.log.level = $0 },
        .choice(
            "log.format", Settings.Log.Format.text, reason: "text for people, json (an object a line) for collectors.",
            consequence: "Only the form changes."
        ) { $1.log.format = $0 },
    ]
}
