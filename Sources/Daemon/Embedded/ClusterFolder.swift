internal import Glibc

/// The folder of an embedded cluster: `cluster` (PostgreSQL's data), `socket`, and `lock`. Knows paths, owners and modes.
struct ClusterFolder: Sendable {
    /// Absolute, without links resolved.
    let path: String
    /// Who owns it and runs the server; nil for who we are.
    let user: SystemUser?

    var cluster: String { path + "/cluster" }
    /// Made here and renamed when it is whole, so that a kill leaves no half cluster.
    var unfinished: String { path + "/cluster.new" }
    var socket: String { path + "/socket" }
    var lock: String { path + "/lock" }
    var postmasterFile: String { cluster + "/postmaster.pid" }

    var conninfo: String {
        let quoted = socket.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
        return "host='\(quoted)' port=5432 user=yiqi dbname=yiqi"
    }

    static func path(_ settings: Settings.Embedded) -> String { Files.absolute(settings.data ?? usualPath()) }

    /// The major version that made the cluster; nil if there is none yet.
    func clusterMajor() throws(ClusterFault) -> Int? {
        guard Files.exists(cluster) else { return nil }
        do {
            let text = String(decoding: try Files.read(cluster + "/PG_VERSION", atMost: 64), as: UTF8.self)
            if let major = Int(text.prefix { $0.isASCII && $0.isNumber }) { return major }
        } catch {
            if error.number == EACCES { throw ClusterFault(.permission, "\(error).") }
        }
        throw ClusterFault(
            .failed, "\(cluster) is not a PostgreSQL cluster. Remove it, or choose another folder for embedded.data.")
    }

    /// Makes the folders, or takes over those that are there, and gives them their owner and mode.
    static func prepare(_ settings: Settings.Embedded) throws(ClusterFault) -> Self {
        let path = path(settings)
        let folder = Self(path: path, user: try chooseUser(settings, cluster: path + "/cluster"))
        try folder.refuseLongPath()
        do {
            try folder.refuseForeignContents()
            try Files.makeFolder(path, mode: 0o700)
            try folder.own(path)
            try folder.refuseClosedParents()
            try Files.makeFolder(folder.socket, mode: 0o700)
            try folder.own(folder.socket)
            if Files.exists(folder.unfinished) { try Files.remove(folder.unfinished) }
            try folder.adoptCluster()
        } catch let error as SystemError {
            let kind: ClusterFault.Kind = error.number == ENOSPC || error.number == EDQUOT ? .diskFull : .permission
            throw ClusterFault(kind, "embedded.data: \(error). Choose a folder that this user may write.")
        } catch {
            throw error as! ClusterFault
        }
        return folder
    }

    private static func usualPath() -> String {
        if geteuid() == 0 { return "/var/lib/yiqi" }
        if let data = getenv("XDG_DATA_HOME"), data.pointee != 0 { return String(cString: data) + "/yiqi" }
        let home = getenv("HOME").map { String(cString: $0) } ?? "/var/tmp"
        return home + "/.local/share/yiqi"
    }

    private static func chooseUser(
        _ settings: Settings.Embedded, cluster: String
    ) throws(ClusterFault) -> SystemUser? {
        guard geteuid() == 0 else { return nil }
        if let name = settings.user {
            guard let user = SystemUser.named(name) else {
                throw ClusterFault(.permission, "embedded.user: this machine has no user \(name).")
            }
            guard user.user != 0 else {
                throw ClusterFault(
                    .permission, "embedded.user: PostgreSQL refuses to run as \(name); name another user.")
            }
            return user
        }
        if let owner = try? Files.status(cluster).st_uid, owner != 0, let user = SystemUser.numbered(owner) {
            return user
        }
        guard let user = SystemUser.named("postgres") ?? SystemUser.named("nobody") else {
            throw ClusterFault(.permission, "PostgreSQL refuses to run as root: name another user in embedded.user.")
        }
        return user
    }

    /// The system's bound on the path of a unix socket.
    private func refuseLongPath() throws(ClusterFault) {
        guard (socket + "/.s.PGSQL.5432").utf8.count > 107 else { return }
        throw ClusterFault(
            .pathTooLong,
            "embedded.data: \(path) is too long for a unix socket inside it; at most 86 bytes are allowed.")
    }

    /// A folder that is used for something else must not be closed to others by a slip of the pen.
    private func refuseForeignContents() throws(ClusterFault) {
        let ours: Set<String> = ["cluster", "cluster.new", "socket", "lock"]
        guard let other = Files.names(in: path).first(where: { !ours.contains($0) }) else { return }
        throw ClusterFault(
            .folderInUse, "embedded.data: \(path) holds other things (\(other)). Choose an empty folder or a new one.")
    }

    private func own(_ folder: String) throws(any Error) {
        if let user, chown(folder, user.user, user.group) != 0 {
            throw SystemError.last("give \(folder) to \(user.name)")
        }
        let owner = try Files.status(folder).st_uid
        guard user != nil || owner == geteuid() else {
            throw ClusterFault(.permission, "embedded.data: \(folder) belongs to another user.")
        }
        guard chmod(folder, 0o700) == 0 else { throw SystemError.last("close \(folder) to others") }
    }

    /// The server's user must be able to walk to the folder.
    private func refuseClosedParents() throws(any Error) {
        guard let user else { return }
        var parent = path
        while let slash = parent.lastIndex(of: "/"), slash != parent.startIndex {
            parent = String(parent[..<slash])
            let status = try Files.status(parent)
            let bit: mode_t = status.st_uid == user.user ? 0o100 : status.st_gid == user.group ? 0o010 : 0o001
            guard status.st_mode & bit == 0 else { continue }
            throw ClusterFault(
                .permission,
                """
                embedded.data: the user \(user.name) cannot enter \(parent). \
                Choose a folder elsewhere, as /var/lib/yiqi, or another embedded.user.
                """)
        }
    }

    /// Files that another user's server made are given to ours.
    private func adoptCluster() throws(any Error) {
        guard Files.exists(cluster) else { return }
        let owner = try Files.status(cluster).st_uid
        guard let user else {
            if owner != geteuid() {
                throw ClusterFault(.permission, "embedded.data: \(cluster) belongs to another user.")
            }
            return
        }
        guard owner != user.user else { return }
        try Files.walk(cluster) { (path, _) throws(SystemError) in
            guard lchown(path, user.user, user.group) == 0 else { throw .last("give \(path) to \(user.name)") }
        }
    }
}
