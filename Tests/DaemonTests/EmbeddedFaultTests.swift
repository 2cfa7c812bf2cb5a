import CProcess
import Glibc
import Testing

@testable import Daemon

@Suite struct EmbeddedFaultTests {
    private func settings(_ path: String) -> Settings.Embedded {
        var settings = Settings().embedded
        settings.data = path
        return settings
    }

    private func fault(_ work: () async throws -> Void) async -> ClusterFault? {
        do {
            try await work()
            return nil
        } catch {
            return error as? ClusterFault
        }
    }

    /// Scripts that claim to be a version of PostgreSQL.
    private func pretend(_ version: String, in folder: String) throws {
        try Files.makeFolder(folder, mode: 0o755)
        for name in ["postgres", "initdb"] {
            try Files.replace(
                folder + "/" + name, with: "#!/bin/sh\necho '\(name) (PostgreSQL) \(version)'\n", mode: 0o755)
        }
    }

    @Test func theNewestProgramsThatFitAreChosen() async throws {
        let folder = try TemporaryFolder()
        for version in ["13.4", "15.8 (Debian 15.8-0)", "17beta1"] {
            try pretend(version, in: folder.path + "/" + version.prefix(2))
        }
        try Files.makeFolder(folder.path + "/none", mode: 0o755)
        let folders = ["none", "13", "15", "17"].map { folder.path + "/" + $0 }
        func find(_ major: Int?, _ folders: [String]) async throws -> Int {
            try await PostgresPrograms.find(named: nil, clusterMajor: major, candidates: folders).major
        }
        #expect(try await find(nil, folders) == 17)
        #expect(try await find(15, folders) == 15)
        let wrong = await fault { _ = try await find(16, folders) }
        #expect(wrong?.kind == .wrongVersion)
        #expect(wrong?.description.contains("PostgreSQL 16") == true && wrong?.description.contains("15 in") == true)
        #expect(await fault { _ = try await find(nil, [folders[1]]) }?.kind == .wrongVersion)
        #expect(await fault { _ = try await find(nil, [folders[0]]) }?.kind == .programsMissing)
        let missing = await fault { _ = try await PostgresPrograms.find(named: folders[0], clusterMajor: nil) }
        #expect(missing?.description.contains("embedded.bin") == true)
    }

    @Test func foldersThatWillNotDoAreRefused() async throws {
        let folder = try TemporaryFolder()
        let long = folder.path + "/" + String(repeating: "x", count: 90)
        #expect(await fault { _ = try ClusterFolder.prepare(settings(long)) }?.kind == .pathTooLong)
        #expect(!Files.exists(long))

        let used = folder.path + "/used"
        try Files.makeFolder(used, mode: 0o755)
        try Files.replace(used + "/letter.txt", with: "dear")
        #expect(await fault { _ = try ClusterFolder.prepare(settings(used)) }?.kind == .folderInUse)
        #expect(try Files.status(used).st_mode & 0o777 == 0o755, "it was not closed to others")

        try Files.replace(folder.path + "/file", with: "")
        #expect(
            await fault { _ = try ClusterFolder.prepare(settings(folder.path + "/file/data")) }?.kind == .permission)
    }

    @Test(.enabled(if: geteuid() == 0, "only root may become another"))
    func rootGivesTheFolderToAnUnprivilegedUser() async throws {
        let folder = try TemporaryFolder()
        var chosen = settings(folder.path + "/a")
        chosen.user = "nobody"
        let place = try ClusterFolder.prepare(chosen)
        #expect(place.user?.name == "nobody")
        #expect(try Files.status(place.path).st_uid == place.user?.user)

        chosen.user = "root"
        #expect(await fault { _ = try ClusterFolder.prepare(chosen) }?.kind == .permission)
        chosen.user = "no-such-user"
        #expect(await fault { _ = try ClusterFolder.prepare(chosen) }?.description.contains("no-such-user") == true)

        // An existing cluster keeps its owner, unless another is named.
        try Files.makeFolder(place.cluster, mode: 0o700)
        try Files.replace(place.cluster + "/PG_VERSION", with: "15\n", mode: 0o600)
        let nobody = try #require(SystemUser.named("nobody"))
        chown(place.cluster, nobody.user, nobody.group)
        chosen.user = nil
        #expect(try ClusterFolder.prepare(chosen).user == nobody)
        let other = try #require(SystemUser.named("daemon"))
        chosen.user = "daemon"
        _ = try ClusterFolder.prepare(chosen)
        #expect(try Files.status(place.cluster + "/PG_VERSION").st_uid == other.user)

        let closed = folder.path + "/closed"
        try Files.makeFolder(closed, mode: 0o700)
        let refused = await fault { _ = try ClusterFolder.prepare(settings(closed + "/data")) }
        #expect(refused?.kind == .permission)
        #expect(refused?.description.contains("cannot enter \(closed)") == true, "\(String(describing: refused))")
    }

    @Test(
        arguments: [
            ("FATAL:  could not write to file \"x\": No space left on device", ClusterFault.Kind.diskFull),
            ("initdb: error: could not create directory: Permission denied", .permission),
            ("FATAL:  could not map anonymous shared memory: Cannot allocate memory", .failed),
        ])
    func causesAreReadOutOfWhatTheServerSaid(tail: String, kind: ClusterFault.Kind) {
        let fault = ClusterFault.read(tail, doing: "starting")
        #expect(fault.kind == kind)
        #expect(fault.description.contains(tail))
    }

    @Test func programsAreHeardAndTheirEndIsTold() async throws {
        let good = try await ChildProcess(
            path: "/bin/sh", arguments: ["-c", "cat; echo err >&2; exit 3"], input: "in\n"
        ).run()
        #expect(good.code == 3)
        #expect(good.tail == "in\nerr")
        let killed = try await ChildProcess(path: "/bin/sh", arguments: ["-c", "kill -9 $$"]).run()
        #expect(killed.code == 128 + SIGKILL)
        await #expect(throws: SystemError.self) { try await ChildProcess(path: "/nowhere", arguments: []).run() }
    }

    @Test(.enabled(if: geteuid() == 0, "only root may become another"))
    func aChildOfAnotherUserHasNothingOfOurs() async throws {
        let nobody = try #require(SystemUser.named("nobody"))
        let said = try await ChildProcess(
            path: "/bin/sh", arguments: ["-c", "id -u; id -G; ls /proc/self/fd | wc -w; env | wc -l; umask"],
            user: nobody
        ).run()
        let lines = said.tail.split(separator: "\n").map { $0.filter { $0 != " " } }
        // 0, 1, 2 and the one that lists them; the shell adds PWD.
        #expect(lines[0] == "\(nobody.user)" && lines[1] == "\(nobody.group)" && lines[2] == "4", "\(lines)")
        #expect(lines[4] == "0077")
    }

    /// The kernel tells the child when the thread that started it ends, also when it runs as another user.
    @Test func aChildDoesNotOutliveItsStarter() async throws {
        let user = geteuid() == 0 ? SystemUser.named("nobody") : nil
        let child: pid_t = await OwnThread.run {
            var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/sleep"), strdup("1000"), nil]
            var environment: [UnsafeMutablePointer<CChar>?] = [nil]
            defer { for argument in arguments { free(argument) } }
            return arguments.withUnsafeMutableBufferPointer { arguments in
                environment.withUnsafeMutableBufferPointer { environment in
                    var child = yiqi_child()
                    child.path = UnsafePointer(arguments[0])
                    child.arguments = UnsafePointer(arguments.baseAddress)
                    child.environment = UnsafePointer(environment.baseAddress)
                    child.input = -1
                    child.output = 2
                    child.change_user = user == nil ? 0 : 1
                    child.user = user?.user ?? 0
                    child.group = user?.group ?? 0
                    child.death_signal = SIGINT
                    return yiqi_start(&child)
                }
            }
        }
        try #require(child > 0)
        var status: Int32 = 0
        await eventually { yiqi_poll(child, &status) != 0 }
        #expect(yiqi_exit_code(status) == 128 + SIGINT)
    }
}
