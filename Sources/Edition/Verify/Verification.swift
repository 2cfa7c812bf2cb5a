package import Booking
internal import Inventory

/// Checks an edition without a daemon, an account or trust: its files, hashes, signature, form, sums and chain.
package struct Verification: Sendable {
    package let files: EditionFiles
    /// The zone's public key, got from elsewhere than the edition; nil leaves the signature unchecked.
    package let key: VerifyingKey?
    /// The edition before it, or the revision that it replaces.
    package let earlier: [EditionFiles]
    /// Zone calendars by name; nil where the system does not have it.
    package let calendars: @Sendable (String) -> ZoneCalendar?

    package init(
        _ files: EditionFiles, key: VerifyingKey?, earlier: [EditionFiles] = [],
        calendars: @escaping @Sendable (String) -> ZoneCalendar?
    ) {
        self.files = files
        self.key = key
        self.earlier = earlier
        self.calendars = calendars
    }

    /// Everything that was looked at, in order. Nothing is wrong where no check failed.
    package func run() -> [CheckResult] {
        var checks = presence() + sums() + signature()
        let head = files[EditionForm.package].flatMap { EditionHead($0, calendars: calendars) }
        checks += package(head)
        let (tables, faults) = form()
        checks += faults
        if tables.count == EditionForm.tables.count {
            checks += Arithmetic(tables: tables, head: head).run()
        }
        return checks + Chain(files: files, head: head, tables: tables, earlier: earlier, calendars: calendars).run()
    }

    private func presence() -> [CheckResult] {
        var found = Findings()
        let names = files.files.map(\.name)
        for name in EditionForm.fileNames where !names.contains(name) {
            found.fail("缺少文件 \(name)。", "The file \(name) is missing.")
        }
        for name in names where !EditionForm.fileNames.contains(name) {
            found.fail("多出文件 \(name)，月报中没有此文件。", "The file \(name) does not belong to an edition.")
        }
        return found.concluded(
            "文件齐全：\(names.count) 个，没有多余的。", "All \(names.count) files are there and no other.")
    }

    private func sums() -> [CheckResult] {
        guard let bytes = files[EditionForm.sums] else { return [] }
        var found = Findings()
        var listed: [String: Substring] = [:]
        let text = String(decoding: bytes, as: UTF8.self)
        for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
            guard line.utf8.count > 66, line.dropFirst(64).hasPrefix("  ") else {
                found.fail("SHA256SUMS 有一行读不懂。", "A line of SHA256SUMS cannot be read.")
                continue
            }
            listed[String(line.dropFirst(66))] = line.prefix(64)
        }
        for file in files.files where file.name != EditionForm.sums && file.name != EditionForm.signature {
            guard let sum = listed.removeValue(forKey: file.name) else {
                found.fail("SHA256SUMS 没有列出 \(file.name)。", "SHA256SUMS does not list \(file.name).")
                continue
            }
            if sum != SHA256Text.of(file.bytes) {
                found.fail(
                    "\(file.name) 与 SHA256SUMS 不符：文件被改动过。", "\(file.name) is not what SHA256SUMS says: it was changed.")
            }
        }
        for name in listed.keys.sorted() {
            found.fail("SHA256SUMS 列出了不存在的 \(name)。", "SHA256SUMS lists \(name), which is not there.")
        }
        if EditionFiles.sums(files.files) != bytes {
            found.fail("SHA256SUMS 不是按规定写成的。", "SHA256SUMS is not written as it has to be.")
        }
        return found.concluded("每个文件的 SHA-256 都与 SHA256SUMS 相符。", "Every file has the SHA-256 that SHA256SUMS says.")
    }

    private func signature() -> [CheckResult] {
        guard let sums = files[EditionForm.sums], let signature = files[EditionForm.signature] else { return [] }
        guard let key else {
            return [
                .skipped(
                    "签名未核对：请用 --key 给出示范区公布的公钥。",
                    "The signature was not checked: give the zone's published key with --key.")
            ]
        }
        guard key.verifies(signature, of: sums) else {
            return [
                .failed(
                    "签名不符：SHA256SUMS 不是这把密钥签的，或签名被改动过。",
                    "The signature does not fit: SHA256SUMS was not signed by this key, or one of them was changed.")
            ]
        }
        return [.passed("签名出自密钥 \(key.fingerprint)。", "The signature is by the key \(key.fingerprint).")]
    }

    /// `datapackage.json` against the files that it describes.
    private func package(_ head: EditionHead?) -> [CheckResult] {
        guard let bytes = files[EditionForm.package] else { return [] }
        guard let head, let json = try? JSONValue.read(bytes), let resources = json["resources"]?.array else {
            return [.failed("datapackage.json 读不懂。", "datapackage.json cannot be read as one of an edition.")]
        }
        var found = Findings()
        if resources.count != EditionForm.tables.count {
            found.fail(
                "datapackage.json 应描述 \(EditionForm.tables.count) 张表，实有 \(resources.count) 张。",
                "datapackage.json describes \(resources.count) tables; an edition has \(EditionForm.tables.count).")
        }
        for (form, resource) in zip(EditionForm.tables, resources) {
            let path = EditionForm.fileName(form.name)
            guard resource["name"]?.string == form.name, resource["path"]?.string == path else {
                found.fail(
                    "datapackage.json 的表名或次序不对：应为 \(form.name)。", "datapackage.json should describe \(form.name) here.")
                continue
            }
            guard let content = files[path] else { continue }
            let hash = resource["hash"]?.string, size = resource["bytes"]?.integer
            if hash != "sha256:\(SHA256Text.of(content))" || size != content.count {
                found.fail("\(path) 与 datapackage.json 所述不符。", "\(path) is not what datapackage.json says of it.")
            }
            let columns = resource["schema"]?["fields"]?.array?.compactMap { $0["name"]?.string }
            if columns != form.columns {
                found.fail(
                    "datapackage.json 中 \(form.name) 的列与规定不同。", "datapackage.json has other columns for \(form.name).")
            }
        }
        if let key, head.keyFingerprint != nil, head.keyFingerprint != key.fingerprint {
            found.fail("datapackage.json 所记的密钥是另一把。", "datapackage.json names another key.")
        }
        if let needs = head.needs, !LedgerNeeds.isSound(needs) || head.scope != .zone {
            found.fail(
                "datapackage.json 所记的需求数不可能，或不按类别排列。",
                "datapackage.json has impossible counts of needs, or not in the order of their classes.")
        }
        return found.concluded(
            "datapackage.json 与各表相符：\(head.scope.text)，\(head.name)，规则 \(head.policyProfile) 第 \(head.policyVersion) 版，\(head.program)。",
            "datapackage.json fits the tables: \(head.scope.text), \(head.name), policy \(head.policyProfile) version "
                + "\(head.policyVersion), \(head.program).")
    }

    /// Each table's text, heading and order.
    private func form() -> ([String: Table], [CheckResult]) {
        var tables: [String: Table] = [:]
        var checks: [CheckResult] = []
        for form in EditionForm.tables {
            let path = EditionForm.fileName(form.name)
            guard let bytes = files[path] else { continue }
            var found = Findings()
            var count = 0
            do throws(CSVText.Fault) {
                let rows = try CSVText.read(bytes)
                count = rows.count - 1
                if rows[0] != form.columns {
                    found.fail("\(path) 的列名或列序不对。", "\(path) has other columns, or in another order.")
                } else {
                    for index in rows.indices.dropFirst(2)
                    where !Table.precedes(rows[index - 1], rows[index], form.keys) {
                        let key = RowKey.text(rows[index].prefix(form.keys))
                        found.fail(
                            "\(path)：行 \(key) 次序不对或重复。", "\(path): the row \(key) is out of order or there twice.")
                    }
                    let table = Table(form.name, columns: form.columns, keys: form.keys, rows: Array(rows.dropFirst()))
                    if CSVText.write(Table(unsorted: table, rows: Array(rows.dropFirst()))) != bytes {
                        found.fail("\(path) 的写法与规定不同。", "\(path) is not spelled as it has to be.")
                    }
                    tables[form.name] = table
                }
            } catch { found.fail("\(path)：\(error.text.zh)", "\(path): \(error.text.en)") }
            checks += found.concluded(
                "\(path)：\(count) 行，列与次序符合规定。", "\(path): \(count) rows, columns and order as they have to be.")
        }
        return (tables, checks)
    }
}

extension CSVText.Fault {
    var text: Bilingual {
        switch self {
        case .notUTF8: Bilingual(zh: "不是 UTF-8。", en: "it is not UTF-8.")
        case .quoting(let line): Bilingual(zh: "第 \(line) 行引号不对。", en: "the quotes on line \(line) are wrong.")
        case .ragged(let line): Bilingual(zh: "第 \(line) 行格数不对。", en: "line \(line) has another number of cells.")
        case .lineEnd(let line): Bilingual(zh: "第 \(line) 行的行尾不是 LF。", en: "line \(line) does not end in LF.")
        case .empty: Bilingual(zh: "是空的。", en: "it is empty.")
        }
    }
}
