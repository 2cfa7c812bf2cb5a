package import Booking

/// The bulletin as a document that prints well: one HTML file, A4, in Chinese and English, with nothing from elsewhere.
package enum BulletinDocument {
    /// Bars in one picture; more make a second one, so that each fits on a page.
    static let barsAPicture = 30

    /// - Parameter languages: an article for each, in this order.
    /// - Returns: lines without their ends; well-formed XML.
    package static func html(_ bulletin: Bulletin, _ head: BulletinHead, languages: [Language]) -> [String] {
        var markup = Markup()
        markup.inside("html", ["xmlns": "http://www.w3.org/1999/xhtml", "lang": tag(languages.first ?? .zh)]) { html in
            html.inside("head") { top in
                top.empty("meta", ["charset": "utf-8"])
                // Whatever a name may hold, nothing runs and nothing is fetched.
                top.empty(
                    "meta",
                    [
                        "http-equiv": "Content-Security-Policy",
                        "content": "default-src 'none'; style-src 'unsafe-inline'",
                    ])
                top.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                let language = languages.first ?? .zh
                top.element(
                    "title", "\(head.zone(language)) \(bulletin.time) \(BulletinWords.title[language])")
                top.inside("style") { $0.add(BulletinStyle.css.split(separator: "\n").map(String.init)) }
            }
            html.inside("body") { body in
                for language in languages {
                    let article = BulletinArticle(bulletin: bulletin, head: head, language: language)
                    body.inside("article", ["lang": tag(language)]) { article.write(&$0) }
                }
            }
        }
        return ["<!DOCTYPE html>"] + markup.lines
    }

    private static func tag(_ language: Language) -> String { language == .zh ? "zh-CN" : "en" }
}
