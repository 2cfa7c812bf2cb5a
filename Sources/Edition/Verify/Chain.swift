import Booking

/// How an edition hangs together with those before it.
struct Chain {
    let files: EditionFiles
    let head: EditionHead?
    let tables: [String: Table]
    let earlier: [EditionFiles]
    let calendars: @Sendable (String) -> ZoneCalendar?

    func run() -> [CheckResult] {
        guard let head else { return [] }
        var checks = revision(head)
        if let previous = head.previous {
            checks += link(previous, "前一期", "the edition before")
        } else if head.scope == .zone {
            checks.append(.passed("这是第一期，之前没有月报。", "It says that it is the first edition of all."))
        }
        if let replaced = head.replaces {
            checks += link(replaced, "被更正的一版", "the revision that it replaces")
            if let old = edition(replaced) { checks += corrections(old) + needs(head, old) }
        }
        let named = [head.previous, head.replaces, head.cutFrom].compactMap { $0 }.map(\.name)
        for other in earlier {
            guard let name = other.head(calendars)?.name, !named.contains(name) else { continue }
            checks.append(
                .failed(
                    "给出的 \(name) 不是本期所接的月报。", "The edition \(name) that was given is none that this one names."))
        }
        return checks
    }

    private func revision(_ head: EditionHead) -> [CheckResult] {
        let count = tables["corrections"]?.rows.count ?? 0
        guard let revision = head.revision else {
            return [.failed("这是草稿，不是封存的月报。", "It is a draft, not a sealed edition.")]
        }
        if (revision == 0) != (head.replaces == nil) || (revision == 0 && count > 0) {
            return [.failed("版次与更正表不符。", "Its revision does not fit its corrections.")]
        }
        return []
    }

    private func edition(_ link: EditionLink) -> EditionFiles? {
        earlier.first { $0.head(calendars)?.name == link.name }
    }

    private func link(_ link: EditionLink, _ zh: String, _ en: String) -> [CheckResult] {
        guard let other = edition(link) else {
            return [
                .skipped(
                    "未核对\(zh) \(link.name)：请用 --previous 给出它的文件夹。",
                    "The link to \(en), \(link.name), was not checked: give its folder with --previous.")
            ]
        }
        guard other.sha256 == link.sha256 else {
            return [
                .failed(
                    "\(zh) \(link.name) 的哈希不是本期所记的：链断了。",
                    "The hash of \(en), \(link.name), is not the one named here: the chain is broken.")
            ]
        }
        return [.passed("链接到\(zh) \(link.name)，哈希相符。", "It links to \(en), \(link.name), and the hash fits.")]
    }

    /// The older tables with the corrections applied must be these tables.
    private func corrections(_ old: EditionFiles) -> [CheckResult] {
        guard let corrections = tables["corrections"] else { return [] }
        let now = EditionForm.tables.dropLast().compactMap { tables[$0.name] }
        guard let applied = Revision.apply(corrections, to: old.tables), applied == now else {
            return [
                .failed(
                    "更正表不能由旧版得出本版。", "The corrections applied to the older revision do not give this one.")
            ]
        }
        return [
            .passed(
                "旧版加上 \(corrections.rows.count) 处更正即为本版。",
                "The older revision with \(corrections.rows.count) corrections applied is this one.")
        ]
    }

    /// What was met and when is never learned later: the needs of a month that is over are the same in every revision.
    private func needs(_ head: EditionHead, _ old: EditionFiles) -> [CheckResult] {
        guard let before = old.head(calendars)?.needs, before != head.needs else { return [] }
        return [.failed("需求数与被更正的一版不同。", "The needs are not those of the revision that it replaces.")]
    }
}

extension EditionFiles {
    func head(_ calendars: (String) -> ZoneCalendar?) -> EditionHead? {
        self[EditionForm.package].flatMap { EditionHead($0, calendars: calendars) }
    }
}
