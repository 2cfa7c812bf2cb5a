/// The languages in which the daemon speaks.
package enum Language: String, CaseIterable, Sendable {
    case zh, en
}

/// One thing said in both languages.
package struct Bilingual: Hashable, Sendable {
    package let zh: String
    package let en: String

    package init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    package subscript(_ language: Language) -> String { language == .zh ? zh : en }
}
