/// What a holder's own words about sharing mean for outsiders (rule O1): `对外共享`, `仅限本单位`, `internal only`.
///
/// Read clause by clause: a word for those outside opens, unless it is denied; a word for those inside, or sharing that
/// is denied, shuts, unless another clause opens. Words that say neither are not held against anybody.
package enum SharingText: Hashable, Sendable {
    case open
    /// Outsiders are shut out.
    case shut
    /// Those inside come first.
    case ownFirst
    case unclear

    package init(_ text: String) {
        var (opens, shuts) = (false, false)
        for clause in Self.clauses(text) {
            let outward = Self.words(Self.outward, in: clause)
            let keeps = Self.keeping.contains { clause.contains($0) }
            let inward =
                clause.contains("以外") || clause.contains("之外")
                ? [] : Self.words(Self.inward + (keeps || Self.isFirst(clause) ? Self.insiders : []), in: clause)
            if !inward.isEmpty, Self.isFirst(clause) {
                self = .ownFirst
                return
            }
            // `非本单位用户` is somebody outside.
            if outward.contains(false) || inward.contains(true) { opens = true }
            if outward.contains(true) || inward.contains(false) { shuts = true }
            if Self.words(Self.sharing, in: clause).contains(true) { shuts = true }
        }
        self = opens ? .open : shuts ? .shut : .unclear
    }

    private static func isFirst(_ clause: String) -> Bool { priority.contains { clause.contains($0) } }

    private static let outward = [
        "对外", "外部", "外单位", "外来", "校外", "院外", "所外", "厂外", "以外", "之外", "社会", "公众", "公共", "企业", "全国", "全市",
        "所有用户", "所有单位", "任何", " external", " outside", " public", " everyone", " anyone", " industry", " industrial",
        " companies", " firms",
    ]
    private static let inward = [
        "内部", "本单位", "本校", "校内", "院内", "所内", "厂内", "本所", "本院", "本部门", "课题组", "项目组", "自用", "专用", "独用", "独享",
        " internal", " in house", " inhouse", " private", " own use",
    ]
    /// Those inside where the clause keeps it for them.
    private static let insiders = [
        " own", " staff", " department", " group", " team", " members", " member", " university", " institute",
        " campus",
        " unit", " faculty", " students", " laboratory", " lab",
    ]
    private static let keeping = [" only ", " solely ", " exclusively ", " restricted ", " limited ", " reserved "]
    /// Neither side's, but telling where it is denied.
    private static let sharing = ["共享", "开放", " shared", " share", " sharing", " open", " available", " accessible"]
    private static let priority = ["优先", "为先", " priority", " preference", " preferred", " first"]
    private static let denials: [String] = [
        "不", "非", "未", "禁", "勿", "无", " not ", " no ", " non ", " never ", " without ", " except ", " excluding ",
    ]
    /// Phrases with a word of denial in them that deny nothing here, and what they come to.
    private static let phrases = [
        ("无偿", ""), ("无条件", ""), ("无限制", "外部"), ("无门槛", "外部"), ("非营利", ""), ("非盈利", ""), ("不定期", ""), ("不收费", ""),
        ("不仅限", "外部"), ("不限", "外部"), ("不仅", "外部"), (" non profit", ""),
    ]

    /// Lower case, parted at punctuation, single spaces between and around words.
    private static func clauses(_ text: String) -> [String] {
        text.lowercased().split { "，,。.；;、:：/|\n\r()（）[]【】!！".contains($0) }.map { part in
            let words = part.split { $0.isWhitespace || $0 == "-" || $0 == "_" }
            var clause = " " + words.joined(separator: " ") + " "
            for (phrase, meaning) in phrases {
                clause = clause.replacing(phrase, meaning)
            }
            return clause
        }
    }

    /// For each place where one of the words stands, whether it is denied: by a word before it in its clause.
    private static func words(_ words: [String], in clause: String) -> [Bool] {
        words.compactMap { word in
            // English words are whole words.
            let needle = word.first == " " ? word + " " : word
            guard let place = clause.ranges(of: needle).first else { return nil }
            let before = clause[..<place.lowerBound] + " "
            return denials.contains { before.contains($0) }
        }
    }
}

extension String {
    fileprivate func replacing(_ phrase: String, _ other: String) -> String {
        split(separator: phrase, omittingEmptySubsequences: false).joined(separator: other)
    }
}
