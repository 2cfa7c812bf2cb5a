/// What registers ask for one by one, found in a contact as people write it: `预约台 021-5555 desk@siom.example`.
enum ContactText {
    /// The first word that is an address; nil where there is none.
    static func mail(_ text: String?) -> String? {
        words(text).first { word in
            let parts = word.split(separator: "@", omittingEmptySubsequences: false)
            return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
                && word.utf8.allSatisfy { $0 < 0x7F && $0 > 0x20 && !"<>\"(),:;\\[]".utf8.contains($0) }
        }
    }

    /// The first word with at least five digits and nothing but what stands between them.
    static func telephone(_ text: String?) -> String? {
        words(text).first { word in
            word.utf8.count { (0x30...0x39).contains($0) } >= 5
                && word.allSatisfy { $0.isASCII && ($0.isNumber || "+-/.".contains($0)) }
        }
    }

    /// What is neither; nil where nothing is left.
    static func name(_ text: String?) -> String? {
        let (mail, telephone) = (mail(text), telephone(text))
        let rest = words(text).filter { $0 != mail && $0 != telephone }.joined(separator: " ")
        return rest.isEmpty ? nil : rest
    }

    private static func words(_ text: String?) -> [String] {
        (text ?? "").split { $0.isWhitespace || "，,；;、<>（）()：".contains($0) }.map(String.init)
    }
}
