import Logging
import Postgres
import Support
import Testing

extension SystemTests {
    /// A start that cannot be, and what it says.
    @Suite struct Starts {
        private func serve(_ arguments: [String]) async throws -> Programs.Ending {
            // It has to end by itself; the bound only keeps a failing test from waiting for ever.
            try await Programs.run(["timeout", "60", Programs.yiqid, "serve", "--port", "0"] + arguments)
        }

        @Test func aBadSettingsFileIsNamedWithItsKeyAndWhatIsAllowed() async throws {
            let folder = try TemporaryFolder()
            try folder.write("yiqid.yaml", "listen:\n  port: 70000\nlimits:\n  idle: soon\npolcy: open\n")
            let ending = try await serve(["--config", folder.path + "/yiqid.yaml"])
            #expect(ending.status == 78)
            #expect(ending.errors.contains("\(folder.path)/yiqid.yaml:2: listen.port: \"70000\" is not"))
            #expect(ending.errors.contains("65535") && ending.errors.contains("yiqid.yaml:4: limits.idle"))
            #expect(ending.errors.contains("polcy: unknown key; did you mean policy?"), "\(ending.errors)")
        }

        @Test func anUnknownTimeZoneStopsTheStart() async throws {
            let conninfo = try await TestCluster.shared().createDatabase()
            let ending = try await serve(["--database", conninfo, "--set", "zone.timezone=Asia/Nowhere"])
            #expect(ending.status == 78)
            #expect(
                ending.errors.contains("Asia/Nowhere") && ending.errors.contains("zone.timezone"), "\(ending.errors)")
        }

        @Test func aBadPolicyStopsTheStart() async throws {
            let folder = try TemporaryFolder()
            try folder.write("mine.yaml", "profile: mine\nrules:\n  B7:\n    max: many\n")
            let conninfo = try await TestCluster.shared().createDatabase()
            let ending = try await serve(["--database", conninfo, "--policy", folder.path + "/mine.yaml"])
            #expect(ending.status == 78)
            #expect(ending.errors.contains("mine.yaml") && ending.errors.contains("B7"), "\(ending.errors)")
        }

        @Test func aNewerSchemaIsLeftAlone() async throws {
            let conninfo = try await TestCluster.shared().createDatabase()
            try await World.launch([], conninfo).stop()
            let connection = try await PostgresConnection.connect(
                PostgresConfiguration(conninfo: conninfo), logger: Logger(label: "tests"))
            try await connection.script("INSERT INTO schema_migration (version, name) VALUES (9999, 'from the future')")
            await connection.close()
            let ending = try await serve(["--database", conninfo])
            #expect(ending.status != 0 && ending.status != 124)
            #expect(
                ending.errors.contains("schema version 9999") && ending.errors.contains("newer"), "\(ending.errors)")
        }
    }
}
