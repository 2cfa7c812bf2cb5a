package import Booking

/// All that is known of one command: what parses it, checks it, and explains it.
package final class CommandSpec: Sendable {
    package enum Kind: Sendable {
        /// Changes or asks after the connection only.
        case session
        case read
        /// Changes something; takes `key=`.
        case write
    }

    /// Where HELP lists it.
    package enum Group: CaseIterable, Sendable {
        case session, look, book, lab, office
    }

    package let verb: Verb
    package let group: Group
    package let kind: Kind
    /// Who may give it, after signing in; empty where nobody need sign in. Areas are the handlers' business.
    package let roles: [Role]
    package let subject: SubjectSpec?
    package let fields: [FieldSpec]
    package let constraints: [Constraint]
    /// A document follows the request line.
    package let takesDocument: Bool
    /// The `+` lines of the reply are text, not records.
    package let givesDocument: Bool
    package let summary: Bilingual
    package let replies: [ReplySpec]
    /// Requests that pass the check.
    package let examples: [String]

    package var isPublic: Bool { roles.isEmpty }

    init(
        _ verb: Verb, _ group: Group, _ kind: Kind, roles: [Role] = [], subject: SubjectSpec? = nil,
        fields: [FieldSpec] = [], constraints: [Constraint] = [], takesDocument: Bool = false,
        givesDocument: Bool = false, zh: String, en: String, replies: [ReplySpec], examples: [String]
    ) {
        self.verb = verb
        self.group = group
        self.kind = kind
        self.roles = roles
        self.subject = subject
        self.fields = kind == .write ? fields + [.key] : fields
        self.constraints = constraints
        self.takesDocument = takesDocument
        self.givesDocument = givesDocument
        summary = Bilingual(zh: zh, en: en)
        self.replies = replies
        self.examples = examples
    }

    /// The fields that go with a subject; all but `ADD` take the same whatever it is.
    package func fields(for subject: String?) -> [FieldSpec] {
        fields.filter { $0.goes(with: subject) }
    }
}

/// What stands right after the word.
package struct SubjectSpec: Sendable {
    /// Its name in usage lines and in `field=` of errors, as `instrument`.
    package let label: String
    package let kind: ValueKind
    package let isRequired: Bool
    package let help: Bilingual

    init(_ label: String, _ kind: ValueKind, required: Bool = true, zh: String, en: String) {
        self.label = label
        self.kind = kind
        isRequired = required
        help = Bilingual(zh: zh, en: en)
    }
}

package struct FieldSpec: Sendable {
    package let name: String
    package let kind: ValueKind
    package let isRequired: Bool
    /// The subjects that it goes with; nil for any.
    package let subjects: [String]?
    package let help: Bilingual

    init(
        _ name: String, _ kind: ValueKind, required: Bool = false, with subjects: [String]? = nil, zh: String,
        en: String
    ) {
        self.name = name
        self.kind = kind
        isRequired = required
        self.subjects = subjects
        help = Bilingual(zh: zh, en: en)
    }

    /// The same field where it goes with one subject alone.
    func only(with subject: String) -> FieldSpec {
        FieldSpec(name, kind, required: isRequired, with: [subject], zh: help.zh, en: help.en)
    }

    /// Whether the field may stand with that subject.
    package func goes(with subject: String?) -> Bool {
        guard let subjects, let subject else { return true }
        return subjects.contains(subject)
    }
}

/// What several fields must be together.
package enum Constraint: Sendable {
    case exactlyOne([String])
    case atMostOne([String])
    /// All of them or none.
    case together([String])
    /// The first only with all the others.
    case needs(String, [String])
}

/// One kind of reply line, in the grammar's own shape, and what it says.
package struct ReplySpec: Sendable {
    package let line: String
    package let help: Bilingual

    init(_ line: String, zh: String, en: String) {
        self.line = line
        help = Bilingual(zh: zh, en: en)
    }
}
