import Booking
import Client
import Edition
import Wire

/// Takes a sealed edition from a daemon into a folder, byte for byte.
///
/// The files grow in a folder beside the place; what is there from an earlier try is kept and continued. The place
/// appears when every file has the hash that the daemon says.
struct EditionFetch {
    let month: String
    /// Nil: the last one.
    let revision: String?
    let scope: String
    let folder: String

    private struct File {
        let name: String
        let size: Int
        let sha256: String
    }

    /// - Returns: The folder in which the edition stands now.
    func run(_ caller: inout Caller) async throws -> String {
        let (name, files) = try await list(&caller)
        let place = "\(folder)/\(name)\(suffix)"
        if EditionFolder.exists(place) {
            let there = try? EditionFolder.bytes("\(place)/\(EditionForm.sums)")
            guard there.map(SHA256Text.of) == files.first(where: { $0.name == EditionForm.sums })?.sha256 else {
                throw ClientError.usage(
                    zh: "\(place) 已有别的内容；请换一个文件夹。", en: "\(place) holds something else; choose another folder.")
            }
            return place
        }
        let parts = "\(folder)/\(name)\(suffix).part"
        try EditionFolder.make(parts)
        var meter = Meter(total: files.reduce(0) { $0 + $1.size })
        for file in files { try await fetch(file, of: name, into: parts, &caller, &meter) }
        meter.clear()
        try EditionFolder.rename(parts, to: place)
        return place
    }

    private var suffix: String { scope == "zone" ? "" : "-" + String(scope.map { $0 == ":" ? "-" : $0 }) }

    private func list(_ caller: inout Caller) async throws -> (String, [File]) {
        let reply = try await caller.call(
            Request(verb: "EDITIONS", subject: month, fields: [Field("scope", scope)]))
        guard reply.succeeded else { throw refused(reply) }
        let records = try reply.records()
        let wanted = revision.map { "\(month)/\($0.hasPrefix("r") ? $0 : "r\($0)")" }
        guard let name = wanted ?? records.last(where: { $0.word == "edition" })?.subject else {
            throw ClientError.usage(
                zh: "\(month) 尚未封存；--revision draft --table … 可取草稿。",
                en: "\(month) is not sealed yet; --revision draft --table … gives the draft.")
        }
        let files = records.compactMap { record -> File? in
            guard record.word == "file", record["edition"] == name, let file = record.subject,
                !file.hasSuffix(".tar.gz"), !file.contains("/"), let size = record["bytes"].flatMap({ Int($0) }),
                let sha256 = record["sha256"]
            else { return nil }
            return File(name: file, size: size, sha256: sha256)
        }
        guard !files.isEmpty else {
            throw ClientError.usage(
                zh: "没有 \(name) 的 \(scope)；yiqi editions \(month) 列出已有的。",
                en: "There is no \(name) for \(scope); yiqi editions \(month) lists what there is.")
        }
        return (name, files)
    }

    private func fetch(
        _ file: File, of name: String, into parts: String, _ caller: inout Caller, _ meter: inout Meter
    ) async throws {
        let path = "\(parts)/\(file.name)"
        if (EditionFolder.size(path) ?? 0) > file.size { EditionFolder.remove(path) }
        var have = EditionFolder.size(path) ?? 0
        meter.add(have)
        if have == 0 { try EditionFolder.append([], to: path) }
        while have < file.size {
            let reply = try await caller.call(
                Request(
                    verb: "EXPORT", subject: month,
                    fields: [
                        Field("revision", String(name.split(separator: "/")[1])), Field("scope", scope),
                        Field("file", file.name), Field("offset", String(have)),
                    ]))
            guard reply.succeeded else { throw refused(reply) }
            guard let bytes = Base64.decode(reply.lines.joined().utf8), !bytes.isEmpty else {
                throw ClientError(
                    .unreachable, zh: "\(file.name) 的一段不是 base64。", en: "A piece of \(file.name) is not base64.")
            }
            try EditionFolder.append(bytes, to: path)
            have += bytes.count
            meter.add(bytes.count)
        }
        guard SHA256Text.of(try EditionFolder.bytes(path)) == file.sha256 else {
            EditionFolder.remove(path)
            throw ClientError(
                .unreachable, zh: "\(file.name) 与服务器所说的哈希不符，已删去；请再试一次。",
                en: "\(file.name) has not the hash that the daemon says, and was removed; try again.")
        }
    }

    private func refused(_ reply: ParsedReply) -> ClientError {
        let message = reply["message"] ?? reply.finalLine
        return .usage(zh: message, en: message)
    }
}

/// How much has come, on standard error, if that is a terminal.
private struct Meter {
    let total: Int
    private var have = 0
    private let isShown = Output.terminal(2).isTerminal

    init(total: Int) { self.total = total }

    mutating func add(_ count: Int) {
        have += count
        guard isShown, total > 0 else { return }
        Output.note("\r\(say("接收", "receiving")) \(have / 1_024)/\(total / 1_024) KiB (\(have * 100 / total)%)")
    }

    func clear() {
        if isShown { Output.note("\r\u{1B}[K") }
    }
}
