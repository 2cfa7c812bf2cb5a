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
            checks += link(previous, .zone, "前一期", "the edition before")
        } else if head.scope == .zone {
            checks.append(.passed("这是第一期，之前没有月报。", "It says that it is the first edition of all."))
        }
        if let replaced = head.replaces {
            checks += link(replaced, head.scope, "被更正的一版", "the revision that it replaces")
            if let old = edition(replaced, head.scope) { checks += corrections(old) + needs(head, old) }
        }
        if let whole = head.cutFrom {
            checks += link(whole, .zone, "全区的月报", "the whole zone's edition")
            if let all = edition(whole, .zone) { checks += cut(head, all) }
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

    private func edition(_ link: EditionLink, _ scope: EditionScope) -> EditionFiles? {
        earlier.first {
            let head = $0.head(calendars)
            return head?.name == link.name && head?.scope == scope
        }
    }

    private func link(_ link: EditionLink, _ scope: EditionScope, _ zh: String, _ en: String) -> [CheckResult] {
        guard let other = edition(link, scope) else {
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

    /// A park's or a unit's tables are rows of the zone's, all of its own and no other.
    private func cut(_ head: EditionHead, _ whole: EditionFiles) -> [CheckResult] {
        let corrections = whole.table("corrections").map { [$0] } ?? []
        let own = EditionForm.tables.compactMap { tables[$0.name] }
        guard EditionFiles.cut(whole.tables + corrections, to: head.scope) == own else {
            return [
                .failed(
                    "各表不是全区月报中 \(head.scope.text) 的那些行。",
                    "The tables are not the rows of \(head.scope.text) in the whole zone's edition.")
            ]
        }
        return [
            .passed(
                "各表正是全区月报中 \(head.scope.text) 的那些行。",
                "The tables are the rows of \(head.scope.text) in the whole zone's edition.")
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
