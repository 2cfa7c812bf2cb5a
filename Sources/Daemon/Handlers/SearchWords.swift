/// Splits what somebody looks for into words, each with the other names that labs use for the same thing.
enum SearchWords {
    /// Groups of names for one thing, in lower case.
    private static let synonyms: [[String]] = [
        ["电镜", "电子显微镜", "electron microscope"], ["扫描电镜", "扫描电子显微镜", "sem"],
        ["透射电镜", "透射电子显微镜", "tem"], ["质谱", "质谱仪", "mass spectrometer"],
        ["核磁", "核磁共振", "nmr"], ["xrd", "x射线衍射", "x-射线衍射", "x-ray diffraction"],
        ["xps", "光电子能谱", "x射线光电子"], ["afm", "原子力显微镜"], ["共聚焦", "confocal"],
        ["液相", "液相色谱", "hplc"], ["气相", "气相色谱", "gc"], ["红外", "ftir", "infrared"],
        ["拉曼", "raman"], ["光谱", "光谱仪", "spectrometer"], ["显微镜", "microscope"],
        ["试验机", "拉力机", "testing machine"],
    ]

    static func of(_ text: String) -> [[String]] {
        text.lowercased().split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == "，" }).map { word in
            let word = String(word)
            let others = synonyms.filter { $0.contains(word) }.flatMap { $0 }
            return [word] + others.filter { $0 != word }
        }
    }

    /// The words of a need. People write them without spaces as well, so that a word which has a known name in it goes by
    /// that too.
    static func named(in text: String) -> [[String]] {
        of(text).map { names in
            let word = names[0]
            let known = synonyms.filter { $0.contains { !$0.allSatisfy(\.isASCII) && word.contains($0) } }.flatMap {
                $0
            }
            return names + known.filter { !names.contains($0) }
        }
    }
}
