import Booking

/// `datapackage.json`: Frictionless Data Package 2.0, with what the edition says of itself beside it.
enum DataPackage {
    static func document(_ head: EditionHead, _ files: [(form: EditionForm.TableForm, bytes: [UInt8])]) -> [UInt8] {
        let name = "yiqi-\(head.zoneCode)-\(head.month)-\(head.revision.map { "r\($0)" } ?? "draft")"
        let scope =
            switch head.scope {
            case .zone: ""
            case .park(let code): "-park-\(code)"
            case .unit(let code): "-unit-\(code)"
            }
        let title = "\(head.zoneName) \(head.month) 仪器开放共享月报"
        return JSON.members([
            ("$schema", .string("https://datapackage.org/profiles/2.0/datapackage.json")),
            ("name", .string(name + scope)),
            ("title", .string(title)),
            (
                "description",
                .string(
                    "Monthly edition of the public instruments of \(head.zoneNameEn ?? head.zoneName), \(head.month): what is "
                        + "disclosed, what it offers, how its minutes were spent and how requests were answered.")
            ),
            ("version", .string(head.name)),
            ("created", .string(TimeText.format(head.sealedAt, in: head.calendar))),
            (
                "licenses",
                .array([
                    .object([
                        ("name", .string("CC-BY-4.0")),
                        ("path", .string("https://creativecommons.org/licenses/by/4.0/")),
                        ("title", .string("Creative Commons Attribution 4.0")),
                    ])
                ])
            ),
            (
                "contributors",
                .array([.object([("title", .string(head.zoneName)), ("roles", .array([.string("publisher")]))])])
            ),
            ("yiqi", edition(head)),
            ("resources", .array(files.map { resource($0.form, $0.bytes) })),
        ]).document
    }

    private static func edition(_ head: EditionHead) -> JSON {
        func link(_ link: EditionLink?) -> JSON? {
            link.map { .object([("edition", .string($0.name)), ("sha256", .string($0.sha256))]) }
        }
        return .members([
            ("zone", .string(head.zoneCode)), ("scope", .string(head.scope.text)),
            ("month", .string(head.month.description)), ("revision", head.revision.map { .integer($0) }),
            ("timezone", .string(head.calendar.name)),
            (
                "policy",
                .object([("profile", .string(head.policyProfile)), ("version", .integer(head.policyVersion))])
            ),
            ("program", .string(head.program)),
            ("previous", link(head.previous) ?? .null), ("replaces", link(head.replaces)),
            ("cut-from", link(head.cutFrom)), ("key", head.keyFingerprint.map { .string("sha256:\($0)") }),
            ("needs", head.needs.map { .array($0.map(needs)) }),
        ])
    }

    private static func needs(_ needs: LedgerNeeds) -> JSON {
        .object([
            ("category", .string(needs.category)), ("posted", .integer(needs.posted)), ("unmet", .integer(needs.unmet)),
        ])
    }

    private static func resource(_ form: EditionForm.TableForm, _ bytes: [UInt8]) -> JSON {
        .object([
            ("name", .string(form.name)), ("type", .string("table")), ("profile", .string("tabular-data-resource")),
            ("path", .string(EditionForm.fileName(form.name))),
            ("title", .string("\(form.title.zh) · \(form.title.en)")), ("format", .string("csv")),
            ("mediatype", .string("text/csv")), ("encoding", .string("utf-8")),
            (
                "dialect",
                .object([
                    ("delimiter", .string(",")), ("lineTerminator", .string("\n")), ("quoteChar", .string("\"")),
                    ("doubleQuote", .bool(true)), ("header", .bool(true)),
                ])
            ),
            ("bytes", .integer(bytes.count)), ("hash", .string("sha256:\(SHA256Text.of(bytes))")),
            ("schema", schema(form)),
        ])
    }

    private static func schema(_ form: EditionForm.TableForm) -> JSON {
        let key = form.columns.prefix(form.keys).map { JSON.string($0) }
        var members: [(String, JSON)] = [
            ("fields", .array(form.columns.map { field($0) })),
            ("missingValues", .array([.string("")])),
        ]
        // An empty cell may be part of a key (a finding of the unit itself), which a primary key cannot have.
        if form.keys < 3 { members.append(("primaryKey", .array(key))) }
        if form.name == "usage" || form.name == "services" {
            members.append(
                (
                    "foreignKeys",
                    .array([
                        .object([
                            ("fields", .array([.string("instrument")])),
                            (
                                "reference",
                                .object([
                                    ("resource", .string("instruments")), ("fields", .array([.string("instrument")])),
                                ])
                            ),
                        ])
                    ])
                ))
        }
        return .object(members)
    }

    private static func field(_ column: String) -> JSON {
        let spec = ColumnSpec.of(column)
        var members: [(String, JSON)] = [("name", .string(column))]
        switch spec.kind {
        case .text: members.append(("type", .string("string")))
        case .integer: members.append(("type", .string("integer")))
        case .decimal: members.append(("type", .string("number")))
        case .day: members.append(("type", .string("date")))
        case .instant:
            members.append(("type", .string("datetime")))
            members.append(("format", .string("%Y-%m-%dT%H:%M:%S%z")))
        case .users:
            members.append(("type", .string("string")))
            members.append(("constraints", .object([("pattern", .string("<3|[0-9]+"))])))
        }
        members.append(("title", .string(spec.title.zh)))
        members.append(("description", .string(spec.title.en)))
        return .object(members)
    }
}
