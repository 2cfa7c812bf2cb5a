package import Booking
package import Logging
package import Postgres
package import Registry
package import ServiceLifecycle

/// Where the database is.
package struct DatabaseAddress: Sendable {
    /// libpq connection string or URI.
    package let conninfo: String
    package let isEmbedded: Bool

    package init(conninfo: String, isEmbedded: Bool) {
        self.conninfo = conninfo
        self.isEmbedded = isEmbedded
    }

    /// With the settings' patience.
    package func configuration(_ settings: Settings) -> PostgresConfiguration {
        PostgresConfiguration(
            conninfo: conninfo, applicationName: "yiqid", connectTimeout: settings.database.connectTimeout,
            statementTimeout: settings.database.statementTimeout)
    }
}

/// What an application is built on. The database has its schema, and the pools give connections.
package struct DaemonGround: Sendable {
    package let settings: Settings
    package let calendar: ZoneCalendar
    package let database: DatabaseAddress
    package let reads: PostgresPool
    package let writes: PostgresPool
    package let figures: ListenerFigures
    package let clock: any WallClock
    package let version: String
    package let logger: Logger
}

/// What answers commands, and what runs beside it.
package struct Application: Sendable {
    package var handler: any CommandHandling
    /// They run from before the first connection is taken; on shutdown they are stopped in reverse order after the last
    /// connection has gone, before the pools and the database.
    package var services: [any Service]

    package init(handler: any CommandHandling, services: [any Service] = []) {
        self.handler = handler
        self.services = services
    }
}

/// The parts that the shell does not know, given by the composition.
package struct DaemonServices: Sendable {
    /// Brings the schema up to date. Repeated while the database is away.
    package var migrate: @Sendable (DatabaseAddress, Settings, Logger) async throws -> Void
    package var makeApplication: @Sendable (DaemonGround) async throws -> Application
    /// Gives an account a token without a sign-in, for the first one of the zone's office; returns the secret.
    package var issueToken: (@Sendable (DatabaseAddress, Settings, String, Logger) async throws -> String)?
    /// Walks the log without serving: whether its chain holds, and a sentence.
    package var audit: (@Sendable (DatabaseAddress, Settings, Logger) async throws -> (sound: Bool, text: String))?
    /// Writes a sealed edition into a folder without serving, and says where it stands.
    package var export: (@Sendable (DatabaseAddress, Settings, EditionOrder, Logger) async throws -> String)?
    /// Makes a month's bulletin without serving.
    package var bulletin: (@Sendable (DatabaseAddress, Settings, BulletinOrder, Logger) async throws -> [UInt8])?

    package init(
        migrate: @escaping @Sendable (DatabaseAddress, Settings, Logger) async throws -> Void,
        makeApplication: @escaping @Sendable (DaemonGround) async throws -> Application,
        issueToken: (@Sendable (DatabaseAddress, Settings, String, Logger) async throws -> String)? = nil,
        audit: (@Sendable (DatabaseAddress, Settings, Logger) async throws -> (sound: Bool, text: String))? = nil,
        export: (@Sendable (DatabaseAddress, Settings, EditionOrder, Logger) async throws -> String)? = nil,
        bulletin: (@Sendable (DatabaseAddress, Settings, BulletinOrder, Logger) async throws -> [UInt8])? = nil
    ) {
        self.migrate = migrate
        self.makeApplication = makeApplication
        self.issueToken = issueToken
        self.audit = audit
        self.export = export
        self.bulletin = bulletin
    }
}

/// Which edition is wanted where.
package struct EditionOrder: Sendable {
    package let month: Month
    /// Nil: the last one.
    package let revision: Int?
    /// `zone`, `park:zhangjiang`, `unit:siom`
    package let scope: String
    /// The folder below which its own goes.
    package let folder: String
}
