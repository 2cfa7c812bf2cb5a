import Logging
import Postgres
import Support
import Synchronization
import Testing

/// All tests here spawn programs and share a machine with them, so they take turns.
@Suite(.serialized) struct SystemTests {}

/// A small zone on a running daemon: a park, a unit, two firms, and a token for everyone.
struct World: Sendable {
    let daemon: DaemonProcess
    /// The database, as libpq names it.
    let conninfo: String
    /// The unit's code; that of the firms, the park and the accounts end as it does.
    let unit: String
    /// Signed in as the zone's office.
    let zone: LineClient
    /// By who it is: `zone`, `park`, `lab`, `acme`, `lumen`; and a second park and unit, `far` and `other`.
    let tokens: [String: String]

    /// The first listing's path.
    var sem: String { "\(unit)/sem-01" }

    /// A world on a daemon and a fresh database of its own, for what disturbs others. It is stopped after `body`.
    static func own(
        _ settings: [String] = [], on conninfo: String? = nil, instruments: [Listing] = [.sem],
        _ body: (World) async throws -> Void
    ) async throws {
        let conninfo = if let conninfo { conninfo } else { try await TestCluster.shared().createDatabase() }
        let daemon = try await launch(settings, conninfo)
        let office = try await officeToken(["--database", conninfo])
        try await body(settle(daemon, conninfo, office, "", instruments))
        try await daemon.stop()
    }

    /// A corner of the daemon that most tests share: units, firms and instruments of one's own.
    static func corner(_ instruments: [Listing] = [.sem]) async throws -> World {
        let starting = common.withLock { common in
            if let common { return common }
            let task = Task {
                let conninfo = try await TestCluster.shared().createDatabase()
                let daemon = try await launch([], conninfo)
                return Common(
                    daemon: daemon, conninfo: conninfo, office: try await officeToken(["--database", conninfo]))
            }
            common = task
            return task
        }
        let shared = try await starting.value
        let number = corners.add(1, ordering: .relaxed).newValue
        return try await settle(shared.daemon, shared.conninfo, shared.office, "\(number)", instruments)
    }

    private struct Common: Sendable {
        let daemon: DaemonProcess
        let conninfo: String
        let office: String
    }

    private static let common = Mutex<Task<Common, any Error>?>(nil)
    private static let corners = Atomic<Int>(0)

    /// A daemon on a database that may have others.
    static func launch(_ settings: [String] = [], _ conninfo: String) async throws -> DaemonProcess {
        try await DaemonProcess.launch(["--database", conninfo] + settings.flatMap { ["--set", $0] })
    }

    /// The zone office's first token.
    static func officeToken(_ place: [String]) async throws -> String {
        let issued = try await Programs.run([Programs.yiqid, "token", "zone/office"] + place)
        try #require(issued.status == 0, "\(issued.output)")
        // The log may speak before it.
        return issued.output.split(separator: "\n").last.map(String.init) ?? ""
    }

    /// Enters a zone through the protocol.
    static func settle(
        _ daemon: DaemonProcess, _ conninfo: String, _ office: String, _ suffix: String,
        _ instruments: [Listing] = [.sem]
    ) async throws -> World {
        let zone = try await LineClient.open(daemon).signIn(office)
        let unit = "siom\(suffix)"
        let accounts = [
            ("park", "near\(suffix)/office"), ("far", "far\(suffix)/office"), ("lab", "\(unit)/desk"),
            ("other", "pharm\(suffix)/desk"), ("acme", "acme\(suffix)/lin"), ("lumen", "lumen\(suffix)/wu"),
        ]
        let entries =
            [
                "ADD park code=near\(suffix) name=张江核心园", "ADD park code=far\(suffix) name=嘉定园",
                "ADD unit code=\(unit) name=光机中心 park=near\(suffix) contact=021-1001 complaints=021-1009",
                "ADD unit code=pharm\(suffix) name=药学平台 park=far\(suffix) contact=021-2001 complaints=021-2009",
                "ADD firm code=acme\(suffix) name=艾克米 park=near\(suffix) contact=021-6001",
                "ADD firm code=lumen\(suffix) name=流明 contact=021-6002",
            ] + accounts.map { "ADD account name=\($0.1)" } + accounts.map { "TOKEN \($0.1)" }
        let answers = try await zone.pipeline(entries)
        for (entry, answer) in zip(entries, answers) { try #require(answer.succeeded, "\(entry): \(answer.final)") }
        var tokens = ["zone": office]
        for (account, answer) in zip(accounts, answers.suffix(accounts.count)) { tokens[account.0] = answer["token"] }
        if !instruments.isEmpty {
            let published = try await zone.upload("PUBLISH \(unit)", Listing.csv(instruments))
            try #require(published.succeeded, "\(published.text)")
        }
        return World(daemon: daemon, conninfo: conninfo, unit: unit, zone: zone, tokens: tokens)
    }

    /// A new connection, signed in.
    func client(_ who: String, at daemon: DaemonProcess? = nil) async throws -> LineClient {
        try await LineClient.open(daemon ?? self.daemon).signIn(tokens[who] ?? "")
    }

    /// Asks the database behind the daemon's back.
    func count(_ sql: String) async throws -> Int {
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(conninfo: conninfo), logger: Logger(label: "tests"))
        let count = try await connection.query(Statement(sql))[0].decode(0, as: Int64.self)
        await connection.close()
        return Int(count)
    }

    /// Pairs of live bookings of one channel that overlap: there must be none.
    func overlaps() async throws -> Int {
        try await count(
            """
            SELECT count(*) FROM booking a JOIN booking b
            ON a.channel_id = b.channel_id AND a.id < b.id AND a.live AND b.live
            AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
            """)
    }

    /// Numbers of the live bookings, as the wire writes them.
    func liveBookings() async throws -> Set<String> {
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(conninfo: conninfo), logger: Logger(label: "tests"))
        let rows = try await connection.query(Statement("SELECT id FROM booking WHERE live"))
        var found: Set<String> = []
        for row in rows { found.insert("b\(try row.decode(0, as: Int64.self))") }
        await connection.close()
        return found
    }
}

/// One row of a made-up inventory, complete for disclosure.
struct Listing: Sendable {
    var number: String
    var name: String
    var price = "350.00"
    var hours = "mon-sun 00:00-24:00"
    var shareMode = ""
    var access = "remote"
    var accepted = "2026-11-20"
    var channels = 1
    /// In minutes.
    var setUp = 0
    var cleanDown = 0

    /// Mondays to Fridays, nine to five.
    static let sem = Listing(number: "sem-01", name: "场发射扫描电镜", hours: "mon-fri 09:00-17:00")

    /// Day and night, so that much can be booked.
    static func always(_ number: String) -> Listing { Listing(number: number, name: "演示仪器 \(number)") }

    static func csv(_ listings: [Listing]) -> String {
        var text = "number,name,model,maker,class-scheme,class-code,original-value,public-share,funding,commitment,"
        text += "acceptance-date,location,function,services,access,open-hours,channels,set-up,clean-down,"
        text += "contact,complaints,share-mode\n"
        for listing in listings {
            text += "\(listing.number),\(listing.name),FE-500,演示电子光学公司,演示分类,0301,3200000.00元,70%,中央财政,yes,"
            text += "\(listing.accepted),1 号楼,表面形貌观察,imaging|成像|\(listing.price)/hour,"
            text += "\"\(listing.access)\",\"\(listing.hours)\","
            text += "\(listing.channels),\(listing.setUp)m,\(listing.cleanDown)m,"
            text += "预约台 021-1001,综合处 021-1009,\(listing.shareMode)\n"
        }
        return text
    }
}
