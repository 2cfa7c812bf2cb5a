/// Where a rule or a number comes from, as the rule book prints it.
package struct Source: Hashable, Sendable {
    /// Short mark: `S`, `N14`, `SH07-5`, `SH24`, `376`, `RFC5545`, `X`, `Y`.
    package let code: String
    package let name: Bilingual

    package init(code: String, zh: String, en: String) {
        self.code = code
        name = Bilingual(zh: zh, en: en)
    }

    /// The 2015 opinions on opening the Zhangjiang demonstration zone's instruments.
    package static let seed = Source(
        code: "S", zh: "2015年张江示范区意见（四）2", en: "Zhangjiang opinions of 2015, IV(2)2")

    /// The same opinions, on small firms and start-up teams.
    package static let seedSmallFirms = Source(
        code: "S", zh: "2015年张江示范区意见（四）1", en: "Zhangjiang opinions of 2015, IV(2)1")

    package static func national(_ article: Int) -> Source {
        Source(
            code: "N\(article)", zh: "国科发基〔2017〕289号第\(article)条",
            en: "National measures Guokefaji [2017] 289, article \(article)")
    }

    package static let shanghai2007 = Source(
        code: "SH07", zh: "上海市促进大型科学仪器设施共享规定（2007）", en: "Shanghai sharing regulation of 2007")
    package static let shanghai2007Article5 = Source(
        code: "SH07-5", zh: "上海市促进大型科学仪器设施共享规定（2007）第五条",
        en: "Shanghai sharing regulation of 2007, article 5")
    package static let shanghai2024 = Source(
        code: "SH24", zh: "上海市大型科学仪器报送办法（2024修订，转引）",
        en: "Shanghai reporting measures, 2024 revision (second-hand)")
    package static let notice376 = Source(code: "376", zh: "沪科〔2015〕376号", en: "Huke [2015] 376")
    package static let rfc5545 = Source(code: "RFC5545", zh: "RFC 5545", en: "RFC 5545")
    package static let practice = Source(code: "X", zh: "既有系统的通行做法", en: "practice of existing systems")
    package static let promise = Source(code: "Y", zh: "本平台的承诺", en: "our own promise")
}

/// What a number rests on. A number without a source is never presented as law.
package enum Basis: Hashable, Sendable {
    case source(Source)
    /// The operator's own choice for the zone, or that of a level below it.
    case choice(of: PolicyLevel)

    package var text: Bilingual {
        switch self {
        case .source(let source): source.name
        case .choice(.zone): Bilingual(zh: "运营方自定", en: "operator's own choice")
        case .choice(let level): Bilingual(zh: "\(level.title.zh)自定", en: "the \(level.title.en)'s own choice")
        }
    }
}
